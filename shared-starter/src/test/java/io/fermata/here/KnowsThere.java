package io.fermata.here;

import io.fermata.there.There;

/** Stands for a service that knows another. */
public record KnowsThere(There there) {}

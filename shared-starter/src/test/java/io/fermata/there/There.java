package io.fermata.there;

/** Stands for another service, for the rule that there is none. */
public record There() {}

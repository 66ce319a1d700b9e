package io.fermata.gateway.limits;

/** One request, taken from somebody's limit. */
public record Charge(Limit limit, String holder) {}

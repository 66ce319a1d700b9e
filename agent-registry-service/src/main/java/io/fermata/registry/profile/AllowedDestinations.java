package io.fermata.registry.profile;

/** Where an agent may send something to. */
public record AllowedDestinations(boolean email, boolean slack, boolean externalApi, boolean webhook) {
    public static final AllowedDestinations NONE = new AllowedDestinations(false, false, false, false);
}

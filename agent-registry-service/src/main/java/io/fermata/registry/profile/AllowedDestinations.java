package io.fermata.registry.profile;

/** Where an agent is said to send something to. It describes; what a tool may reach is the tool's own business. */
public record AllowedDestinations(boolean email, boolean slack, boolean externalApi, boolean webhook) {
    public static final AllowedDestinations NONE = new AllowedDestinations(false, false, false, false);
}

package io.fermata.starter.security;

import java.util.List;

/**
 * Which services accept a token: all of them that of a person or a key, one of them that of a service. A callee that was
 * taken over cannot use what it was shown anywhere else.
 */
final class Audience {
    static final String EVERY_SERVICE = "fermata";
    static final String SERVICE = "service:";

    private final String service;

    /** @param service the name of this service, by which others address it */
    Audience(String service) {
        this.service = service;
    }

    boolean isIn(List<String> audience, String subject) {
        return audience.contains(subject.startsWith(SERVICE) ? service : EVERY_SERVICE);
    }
}

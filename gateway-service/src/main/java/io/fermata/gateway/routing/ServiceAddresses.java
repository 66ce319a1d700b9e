package io.fermata.gateway.routing;

import java.net.URI;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where each service listens. */
public record ServiceAddresses(
        @DefaultValue("http://127.0.0.1:8081") URI identity,
        @DefaultValue("http://127.0.0.1:8082") URI registry,
        @DefaultValue("http://127.0.0.1:8083") URI executor,
        @DefaultValue("http://127.0.0.1:8084") URI tools,
        @DefaultValue("http://127.0.0.1:8085") URI approvals,
        @DefaultValue("http://127.0.0.1:8086") URI policies,
        @DefaultValue("http://127.0.0.1:8088") URI metering) {

    public URI of(Service service) {
        return switch (service) {
            case IDENTITY -> identity;
            case REGISTRY -> registry;
            case EXECUTOR -> executor;
            case TOOLS -> tools;
            case APPROVALS -> approvals;
            case POLICIES -> policies;
            case METERING -> metering;
        };
    }
}

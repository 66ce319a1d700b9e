package io.fermata.starter.failpoint;

import java.util.Map;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Arms failpoints from the management port. */
@Endpoint(id = "failpoints")
public final class FailpointsEndpoint {
    /** Which points there are, and which are armed. */
    @ReadOperation
    public Map<String, Set<String>> points() {
        return Map.of("names", Failpoints.names(), "armed", Failpoints.armed());
    }

    /**
     * Arms a point, or disarms it.
     *
     * @param pass at which passing the process ends, from 1; 0 disarms
     */
    @WriteOperation
    public void arm(@Selector String name, int pass) {
        try {
            Failpoints.arm(name, pass);
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpointRequestException(String.valueOf(e.getMessage()), "no such failpoint");
        }
    }
}

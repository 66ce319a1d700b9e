package io.fermata.gateway.health;

import java.util.Map;

/** The whole platform: {@code up} when every service is, {@code down} when none is, {@code degraded} in between. */
record PlatformHealth(String status, Map<String, ServiceHealth> services) {

    static PlatformHealth of(Map<String, ServiceHealth> services) {
        long up = services.values().stream().filter(ServiceHealth::up).count();
        String status = up == services.size() ? "up" : up == 0 ? "down" : "degraded";
        return new PlatformHealth(status, services);
    }
}

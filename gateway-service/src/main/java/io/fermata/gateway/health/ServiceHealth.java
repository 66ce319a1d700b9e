package io.fermata.gateway.health;

import java.util.Map;

/** One service as its own readiness tells it: {@code up} or {@code down}, and the same for each thing it depends on. */
record ServiceHealth(String status, Map<String, String> dependencies) {
    boolean up() {
        return status.equals("up");
    }
}

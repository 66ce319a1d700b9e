package io.fermata.approvals.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.approvals.ApprovalApi;
import io.fermata.approvals.WholeServiceTest;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@WholeServiceTest
class OpenApiIT {
    @LocalServerPort
    private int port;

    @Test
    void namesThePermissionOfEveryOperation() {
        JsonNode paths = ApprovalApi.of(port, "openapi")
                .get("/openapi.json")
                .expect(200)
                .body()
                .get("paths");

        Map<String, String> permissions = new TreeMap<>();
        paths.forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> permissions.put(
                method + " " + path, operation.path("x-required-permission").toString())));
        assertThat(permissions)
                .containsOnlyKeys(
                        "get /api/v1/approvals",
                        "get /api/v1/approvals/events",
                        "get /api/v1/approvals/{id}",
                        "post /api/v1/approvals/{id}/approve",
                        "post /api/v1/approvals/{id}/reject")
                .allSatisfy((_, permission) -> assertThat(permission).contains("approvals:"));
    }
}

package io.fermata.identity.token;

import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.tenant.Tenant;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells callers who they are here and what they may do. */
@RestController
class MeController {
    private final FindTenants tenants;

    MeController(FindTenants tenants) {
        this.tenants = tenants;
    }

    record Me(String subject, TenantSummary tenant, Set<String> permissions) {}

    record TenantSummary(String id, String name, String status) {}

    /** Anyone may ask, so every permission will do. */
    @GetMapping("/api/v1/me")
    @RequiresPermission({
        "agents:read",
        "agents:write",
        "runs:create",
        "runs:read",
        "runs:cancel",
        "approvals:read",
        "approvals:decide",
        "tools:read",
        "tools:write",
        "tools:invoke",
        "knowledge:read",
        "knowledge:write",
        "policies:read",
        "policies:write",
        "billing:read",
        "keys:read",
        "keys:write",
        "users:read",
        "users:write",
        "audit:read",
        "platform:admin"
    })
    Me me() {
        Caller caller = Caller.current();
        Tenant tenant = tenants.find(caller.tenant()).orElseThrow(() -> ProblemException.notFound("tenant"));
        TenantSummary summary = new TenantSummary(
                tenant.id().value(), tenant.name(), tenant.status().value());
        return new Me(caller.subject(), summary, new TreeSet<>(caller.permissions()));
    }
}

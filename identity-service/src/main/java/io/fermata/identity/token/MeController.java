package io.fermata.identity.token;

import io.fermata.identity.permission.AnyPermission;
import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.tenant.Tenant;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.AnyCaller;
import io.fermata.starter.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
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

    record Me(String subject, TenantSummary tenant, Set<String> roles, Set<String> permissions) {}

    record TenantSummary(String id, String name, String status) {}

    @GetMapping("/api/v1/me")
    @AnyPermission
    @AnyCaller
    @Operation(summary = "Read who the caller is and what they may do")
    Me me() {
        Caller caller = Caller.current();
        Tenant tenant = tenants.find(caller.tenant()).orElseThrow(() -> ProblemException.notFound("tenant"));
        TenantSummary summary = new TenantSummary(
                tenant.id().value(), tenant.name(), tenant.status().value());
        return new Me(caller.subject(), summary, new TreeSet<>(caller.roles()), new TreeSet<>(caller.permissions()));
    }
}

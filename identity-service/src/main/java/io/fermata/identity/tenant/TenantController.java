package io.fermata.identity.tenant;

import io.fermata.contracts.Problems;
import io.fermata.identity.permission.Permissions;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import io.fermata.starter.tenancy.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tenants")
class TenantController {
    private final CreateTenant createTenant;
    private final ChangeTenant changeTenant;
    private final FindTenants tenants;
    private final Ids ids;

    TenantController(CreateTenant createTenant, ChangeTenant changeTenant, FindTenants tenants, Ids ids) {
        this.createTenant = createTenant;
        this.changeTenant = changeTenant;
        this.tenants = tenants;
        this.ids = ids;
    }

    @PostMapping
    @RequiresPermission("platform:admin")
    @Operation(
            summary = "Create a tenant",
            description = "`admin_key`, the key of its first administrator, is shown in this answer only.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CreatedTenantView> create(@Valid @RequestBody CreateTenantRequest request) {
        TenantId id = new TenantId(request.id() == null ? ids.next("tnt").replace('_', '-') : request.id());
        CreatedTenantView created = CreatedTenantView.of(createTenant.handle(id, request.name(), request.choices()));
        return ResponseEntity.created(URI.create("/api/v1/tenants/" + created.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(created);
    }

    @GetMapping
    @RequiresPermission("platform:admin")
    @Operation(summary = "List tenants")
    Page<TenantView> list(PageRequest page) {
        return page.page(
                tenants.before(page.after(), page.fetch()).stream()
                        .map(TenantView::of)
                        .toList(),
                TenantView::id);
    }

    @GetMapping("/{id}")
    @RequiresPermission({"users:read", "platform:admin"})
    @Operation(
            summary = "Read a tenant",
            description = "Platform administrators read any tenant, everybody else only their own.")
    ResponseEntity<TenantView> read(@PathVariable String id) {
        return view(tenants.require(visible(id)));
    }

    @PatchMapping("/{id}")
    @RequiresPermission({"users:write", "platform:admin"})
    @Operation(
            summary = "Change a tenant",
            description = "Only platform administrators set `status`; `active` also takes a deletion back.")
    ResponseEntity<TenantView> change(
            @PathVariable String id,
            @Valid @RequestBody ChangeTenantRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        TenantId tenant = visible(id);
        TenantStatus status = request.status() == null ? null : requireMayDecide(tenant, request.status());
        return view(changeTenant.handle(
                new ChangeTenant.Command(tenant, request.name(), status, request.choices(), ifMatch)));
    }

    /** Nothing of it works from now on; it is erased when the grace is over. Until then PATCH to active has it back. */
    @DeleteMapping("/{id}")
    @RequiresPermission({"users:write", "platform:admin"})
    @Operation(
            summary = "Delete a tenant",
            description = "Only for platform administrators. The tenant stops working at once, and until `purge_after`"
                    + " `PATCH` with the status `active` takes the deletion back. Then its people, roles, keys,"
                    + " applications and sign-ins are deleted, and its data keys are destroyed in every service:"
                    + " what was sealed cannot be read any more. What services store unsealed stays.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TenantView delete(@PathVariable String id) {
        TenantId tenant = visible(id);
        if (!isPlatformAdmin()) {
            throw ProblemException.of(Problems.FORBIDDEN, "Only the platform deletes tenants.");
        }
        requireNotPlatform(tenant);
        return TenantView.of(changeTenant.handle(
                new ChangeTenant.Command(tenant, null, TenantStatus.DELETING, TenantChoices.Change.NONE, null)));
    }

    private static ResponseEntity<TenantView> view(Tenant tenant) {
        return ResponseEntity.ok().eTag(ETags.of(tenant.version())).body(TenantView.of(tenant));
    }

    /** To everybody but the platform's administrators, other tenants do not exist. */
    private static TenantId visible(String id) {
        boolean own = Caller.current().tenant().value().equals(id);
        if (!TenantId.isValid(id) || !(own || isPlatformAdmin())) {
            throw ProblemException.notFound("tenant");
        }
        return new TenantId(id);
    }

    private static TenantStatus requireMayDecide(TenantId tenant, String status) {
        if (!isPlatformAdmin()) {
            throw ProblemException.of(Problems.FORBIDDEN, "Only the platform suspends and resumes tenants.");
        }
        requireNotPlatform(tenant);
        return TenantStatus.find(status).orElseThrow();
    }

    private static void requireNotPlatform(TenantId tenant) {
        if (tenant.equals(TenantId.PLATFORM)) {
            throw ProblemException.conflict("The platform's own tenant cannot be suspended or deleted.");
        }
    }

    private static boolean isPlatformAdmin() {
        return Caller.current().may(Permissions.PLATFORM_ADMIN);
    }
}

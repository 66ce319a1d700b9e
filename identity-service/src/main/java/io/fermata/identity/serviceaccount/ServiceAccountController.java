package io.fermata.identity.serviceaccount;

import io.fermata.identity.permission.Role;
import io.fermata.identity.role.Roles;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
@RequestMapping("/api/v1/service-accounts")
class ServiceAccountController {
    private final ServiceAccounts accounts;
    private final Roles roles;

    ServiceAccountController(ServiceAccounts accounts, Roles roles) {
        this.accounts = accounts;
        this.roles = roles;
    }

    record CreateServiceAccountRequest(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 500) String description,
            @NotEmpty @Size(max = 10) List<@NotNull String> roles) {}

    record ChangeServiceAccountRequest(
            @Nullable @Size(max = 500) String description,
            @Nullable @Size(min = 1, max = 10) List<@NotNull String> roles,

            @Nullable @Pattern(regexp = "active|disabled", message = "must be active or disabled")
            String status) {}

    record ServiceAccountView(
            String id, String name, String description, List<String> roles, String status, Instant createdAt) {
        static ServiceAccountView of(ServiceAccount account) {
            return new ServiceAccountView(
                    account.id(),
                    account.name(),
                    account.description(),
                    account.roles().stream().map(Role::slug).toList(),
                    account.disabled() ? "disabled" : "active",
                    account.createdAt());
        }
    }

    @GetMapping
    @RequiresPermission("keys:read")
    @Operation(summary = "List service accounts")
    Page<ServiceAccountView> list(PageRequest page) {
        return page.page(
                accounts.before(page.after(), page.fetch()).stream()
                        .map(ServiceAccountView::of)
                        .toList(),
                ServiceAccountView::id);
    }

    @GetMapping("/{id}")
    @RequiresPermission("keys:read")
    @Operation(summary = "Read a service account")
    ResponseEntity<ServiceAccountView> read(@PathVariable String id) {
        return view(accounts.require(id));
    }

    @PostMapping
    @RequiresPermission("keys:write")
    @Operation(
            summary = "Create a service account",
            description = "It acts with API keys that name it, and they allow no more than its roles.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ServiceAccountView> create(@Valid @RequestBody CreateServiceAccountRequest request) {
        String description = request.description() == null ? "" : request.description();
        ServiceAccount account = accounts.create(request.name(), description, roles.requireNamed(request.roles()));
        return ResponseEntity.created(URI.create("/api/v1/service-accounts/" + account.id()))
                .eTag(ETags.of(account.version()))
                .body(ServiceAccountView.of(account));
    }

    @PatchMapping("/{id}")
    @RequiresPermission("keys:write")
    @Operation(
            summary = "Change a service account",
            description = "An account is disabled, not deleted; its keys stop working until it is active again.")
    ResponseEntity<ServiceAccountView> change(
            @PathVariable String id,
            @Valid @RequestBody ChangeServiceAccountRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        List<Role> given = request.roles() == null ? null : roles.requireNamed(request.roles());
        Boolean disabled = request.status() == null ? null : request.status().equals("disabled");
        return view(accounts.change(id, new ServiceAccounts.Change(request.description(), given, disabled), ifMatch));
    }

    private static ResponseEntity<ServiceAccountView> view(ServiceAccount account) {
        return ResponseEntity.ok().eTag(ETags.of(account.version())).body(ServiceAccountView.of(account));
    }
}

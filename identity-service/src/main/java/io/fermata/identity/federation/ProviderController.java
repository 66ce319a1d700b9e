package io.fermata.identity.federation;

import io.fermata.identity.permission.Role;
import io.fermata.identity.role.Roles;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/identity-providers")
class ProviderController {
    private final Providers providers;
    private final Roles roles;
    private final OutsideHttp http;

    ProviderController(Providers providers, Roles roles, OutsideHttp http) {
        this.providers = providers;
        this.roles = roles;
        this.http = http;
    }

    /** @param roles of people it brings for the first time; without any it brings nobody new */
    record CreateProviderRequest(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 300) String issuer,
            @NotBlank @Size(max = 200) String clientId,
            @NotBlank @Size(max = 500) String clientSecret,
            @Nullable @Size(max = 10) List<@NotNull String> roles) {
        @Override
        public String toString() {
            return "CreateProviderRequest[" + issuer + "]";
        }
    }

    record ProviderView(String id, String name, String issuer, String clientId, List<String> roles, Instant createdAt) {
        static ProviderView of(IdentityProvider provider) {
            return new ProviderView(
                    provider.id(),
                    provider.name(),
                    provider.issuer(),
                    provider.clientId(),
                    provider.newRoles(),
                    provider.createdAt());
        }
    }

    @GetMapping
    @RequiresPermission("users:read")
    @Operation(summary = "List identity providers")
    Page<ProviderView> list(PageRequest page) {
        return page.page(
                providers.before(page.after(), page.fetch()).stream()
                        .map(ProviderView::of)
                        .toList(),
                ProviderView::id);
    }

    @GetMapping("/{id}")
    @RequiresPermission("users:read")
    @Operation(summary = "Read an identity provider")
    ProviderView read(@PathVariable String id) {
        return ProviderView.of(providers.require(id));
    }

    @PostMapping
    @RequiresPermission("users:write")
    @Operation(
            summary = "Create an identity provider",
            description = "People it brings for the first time get `roles`; without any it brings nobody new. 403"
                    + " unless the caller may do all that an administrator may.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ProviderView> create(@Valid @RequestBody CreateProviderRequest request) {
        requireCallable(request.issuer());
        List<Role> given = request.roles() == null ? List.of() : roles.requireNamed(request.roles());
        IdentityProvider provider = providers.add(new Providers.Command(
                request.name(), request.issuer(), request.clientId(), request.clientSecret(), given));
        return ResponseEntity.created(URI.create("/api/v1/identity-providers/" + provider.id()))
                .body(ProviderView.of(provider));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("users:write")
    @Operation(
            summary = "Delete an identity provider",
            description = "403 unless the caller may do all that an administrator may.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        providers.remove(id);
    }

    private void requireCallable(String issuer) {
        try {
            if (http.allows(URI.create(issuer)) && !issuer.endsWith("/")) {
                return;
            }
        } catch (IllegalArgumentException _) {
            throw ProblemException.validation("/issuer", "is no address");
        }
        throw ProblemException.validation("/issuer", "must be an https address without a slash at its end");
    }
}

package io.fermata.identity.role;

import io.fermata.identity.permission.Permissions;
import io.fermata.identity.permission.Role;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
@RequestMapping("/api/v1/roles")
class RoleController {
    private final CustomRoles roles;

    RoleController(CustomRoles roles) {
        this.roles = roles;
    }

    record CreateRoleRequest(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,39}", message = "must match [a-z][a-z0-9-]{1,39}")
            String name,

            @Nullable @Size(max = 500) String description,
            @NotEmpty @Size(max = 30) List<@NotNull String> permissions) {}

    record ChangeRoleRequest(
            @Nullable @Size(max = 500) String description,
            @Nullable @Size(min = 1, max = 30) List<@NotNull String> permissions) {}

    /** @param preset whether every tenant has it and none can change it; such a role was never created */
    record RoleView(
            String name,
            String description,
            Set<String> permissions,
            boolean preset,
            @Nullable Instant createdAt) {
        static RoleView of(CustomRole role) {
            return new RoleView(
                    role.name(), role.description(), new TreeSet<>(role.permissions()), false, role.createdAt());
        }

        static RoleView ofPreset(Role role) {
            return new RoleView(
                    role.slug(), "Every tenant has this role.", new TreeSet<>(role.permissions()), true, null);
        }
    }

    @GetMapping
    @RequiresPermission("users:read")
    @Operation(summary = "List roles", description = "Those that every tenant has and the tenant's own, from z to a.")
    Page<RoleView> list(PageRequest page) {
        Stream<RoleView> presets = Role.presets().stream().map(RoleView::ofPreset);
        Stream<RoleView> own = roles.before(page.after(), page.fetch()).stream().map(RoleView::of);
        List<RoleView> rows = Stream.concat(presets, own)
                .filter(role -> page.after() == null || role.name().compareTo(page.after()) < 0)
                .sorted(Comparator.comparing(RoleView::name).reversed())
                .limit(page.fetch())
                .toList();
        return page.page(rows, RoleView::name);
    }

    @GetMapping("/{name}")
    @RequiresPermission("users:read")
    @Operation(summary = "Read a role")
    ResponseEntity<RoleView> read(@PathVariable String name) {
        return Role.preset(name)
                .map(preset -> ResponseEntity.ok(RoleView.ofPreset(preset)))
                .orElseGet(() -> view(roles.require(name)));
    }

    @PostMapping
    @RequiresPermission("users:write")
    @Operation(
            summary = "Create a role",
            description = "403 for permissions the caller does not have, 409 for the name of a role that every tenant"
                    + " has.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RoleView> create(@Valid @RequestBody CreateRoleRequest request) {
        String description = request.description() == null ? "" : request.description();
        CustomRole role = roles.create(request.name(), description, permissions(request.permissions()));
        return ResponseEntity.created(URI.create("/api/v1/roles/" + role.name()))
                .eTag(ETags.of(role.version()))
                .body(RoleView.of(role));
    }

    @PatchMapping("/{name}")
    @RequiresPermission("users:write")
    @Operation(
            summary = "Change a role",
            description = "What it loses is taken at once from whoever has it; a role that every tenant has gives 409.")
    ResponseEntity<RoleView> change(
            @PathVariable String name,
            @Valid @RequestBody ChangeRoleRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Set<String> permissions = request.permissions() == null ? null : permissions(request.permissions());
        return view(roles.change(name, request.description(), permissions, ifMatch));
    }

    @DeleteMapping("/{name}")
    @RequiresPermission("users:write")
    @Operation(
            summary = "Delete a role",
            description = "409 while somebody has it, and for a role that every tenant has.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name) {
        roles.delete(name);
    }

    private static ResponseEntity<RoleView> view(CustomRole role) {
        return ResponseEntity.ok().eTag(ETags.of(role.version())).body(RoleView.of(role));
    }

    private static Set<String> permissions(List<String> names) {
        List<FieldProblem> unknown = IntStream.range(0, names.size())
                .filter(index -> !Permissions.existsInTenants(names.get(index)))
                .mapToObj(index -> new FieldProblem("/permissions/" + index, "is not a permission of tenants"))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.validation(unknown);
        }
        return Set.copyOf(names);
    }
}

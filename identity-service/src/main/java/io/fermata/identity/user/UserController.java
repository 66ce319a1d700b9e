package io.fermata.identity.user;

import io.fermata.identity.permission.Role;
import io.fermata.identity.role.Roles;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
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
@RequestMapping("/api/v1/users")
class UserController {
    private final Users users;
    private final Roles roles;

    UserController(Users users, Roles roles) {
        this.users = users;
        this.roles = roles;
    }

    @GetMapping
    @RequiresPermission("users:read")
    @Operation(summary = "List users")
    Page<UserView> list(PageRequest page) {
        return page.page(
                users.before(page.after(), page.fetch()).stream()
                        .map(UserView::of)
                        .toList(),
                UserView::id);
    }

    @GetMapping("/{id}")
    @RequiresPermission("users:read")
    @Operation(summary = "Read a user")
    ResponseEntity<UserView> read(@PathVariable String id) {
        return view(users.require(id));
    }

    @PostMapping
    @RequiresPermission("users:write")
    @Operation(
            summary = "Create a user",
            description = "To sign in with a password, the user needs an invitation. 403 for roles that allow more"
                    + " than the caller may do.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<UserView> create(@Valid @RequestBody CreateUserRequest request) {
        User user = users.create(request.email(), request.name(), roles.requireNamed(request.roles()));
        return ResponseEntity.created(URI.create("/api/v1/users/" + user.id()))
                .eTag(ETags.of(user.version()))
                .body(UserView.of(user));
    }

    @PatchMapping("/{id}")
    @RequiresPermission("users:write")
    @Operation(
            summary = "Change a user",
            description = "Other roles take back the user's access tokens; disabling also ends all sign-ins.")
    ResponseEntity<UserView> change(
            @PathVariable String id,
            @Valid @RequestBody ChangeUserRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return view(users.change(id, change(request), ifMatch));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("users:write")
    @Operation(summary = "Delete a user", description = "All sign-ins and tokens of the user end with it.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        users.delete(id);
    }

    private static ResponseEntity<UserView> view(User user) {
        return ResponseEntity.ok().eTag(ETags.of(user.version())).body(UserView.of(user));
    }

    private Users.Change change(ChangeUserRequest request) {
        List<Role> assigned = request.roles() == null ? null : roles.requireNamed(request.roles());
        Boolean disabled = request.status() == null ? null : request.status().equals("disabled");
        return new Users.Change(request.name(), assigned, disabled);
    }
}

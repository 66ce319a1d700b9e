package io.fermata.identity.client;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
@RequestMapping("/api/v1/oauth-clients")
class ClientController {
    private final RegisterClient clients;

    ClientController(RegisterClient clients) {
        this.clients = clients;
    }

    /**
     * @param type whether it can keep a secret: a web server can, a page or a program on a desk cannot
     * @param postLogoutRedirectUris where it may send people after it has signed them out
     */
    record CreateClientRequest(
            @NotBlank @Size(max = 200) String name,

            @NotNull @Pattern(regexp = "public|confidential", message = "must be public or confidential")
            String type,

            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 500) String> redirectUris,
            @Nullable @Size(max = 10) List<@NotBlank @Size(max = 500) String> postLogoutRedirectUris,
            @NotEmpty @Size(max = 30) List<@NotNull String> scopes) {
        List<String> afterSignOut() {
            return postLogoutRedirectUris == null ? List.of() : postLogoutRedirectUris;
        }
    }

    record ClientView(
            String id,
            String name,
            String type,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            Set<String> scopes,
            Instant createdAt) {
        static ClientView of(Application application) {
            return new ClientView(
                    application.id(),
                    application.name(),
                    application.secretHash() == null ? "public" : "confidential",
                    application.redirectUris(),
                    application.postLogoutRedirectUris(),
                    new TreeSet<>(application.scopes()),
                    application.createdAt());
        }
    }

    /** @param secret shown here and never again; null for a public client */
    record CreatedClientView(ClientView client, @Nullable String secret) {
        @Override
        public String toString() {
            return "CreatedClientView[" + client.id() + "]";
        }
    }

    @GetMapping
    @RequiresPermission("keys:read")
    @Operation(summary = "List OAuth clients")
    Page<ClientView> list(PageRequest page) {
        return page.page(
                clients.before(page.after(), page.fetch()).stream()
                        .map(ClientView::of)
                        .toList(),
                ClientView::id);
    }

    @GetMapping("/{id}")
    @RequiresPermission("keys:read")
    @Operation(summary = "Read an OAuth client")
    ClientView read(@PathVariable String id) {
        return ClientView.of(clients.require(id));
    }

    @PostMapping
    @RequiresPermission("keys:write")
    @Operation(
            summary = "Create an OAuth client",
            description = "`secret` is shown in this answer only, and null for a public client. 403 for scopes that"
                    + " reach further than the caller may.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CreatedClientView> create(@Valid @RequestBody CreateClientRequest request) {
        requireSensible(request);
        RegisterClient.Registered registered = clients.handle(new RegisterClient.Command(
                request.name(),
                request.type().equals("confidential"),
                request.redirectUris(),
                request.afterSignOut(),
                Set.copyOf(request.scopes())));
        return ResponseEntity.created(URI.create(
                        "/api/v1/oauth-clients/" + registered.application().id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new CreatedClientView(ClientView.of(registered.application()), registered.secret()));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("keys:write")
    @Operation(summary = "Delete an OAuth client", description = "Everybody who signed in with it is signed out of it.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        clients.remove(id);
    }

    private static void requireSensible(CreateClientRequest request) {
        List<FieldProblem> problems = new ArrayList<>();
        requireAddresses("/redirect_uris/", request.redirectUris(), problems);
        requireAddresses("/post_logout_redirect_uris/", request.afterSignOut(), problems);
        for (int i = 0; i < request.scopes().size(); i++) {
            if (!Scopes.exists(request.scopes().get(i))) {
                problems.add(new FieldProblem("/scopes/" + i, "is not a scope"));
            }
        }
        if (!problems.isEmpty()) {
            throw ProblemException.validation(problems);
        }
    }

    private static void requireAddresses(String pointer, List<String> addresses, List<FieldProblem> problems) {
        for (int i = 0; i < addresses.size(); i++) {
            if (!isRedirect(addresses.get(i))) {
                problems.add(new FieldProblem(
                        pointer + i, "must be https, http on 127.0.0.1, or a scheme of its own, without #"));
            }
        }
    }

    private static boolean isRedirect(String address) {
        try {
            URI uri = new URI(address);
            String scheme = String.valueOf(uri.getScheme());
            boolean safe = scheme.equals("https") && uri.getHost() != null;
            boolean local = scheme.equals("http") && "127.0.0.1".equals(uri.getHost());
            return uri.getFragment() == null && uri.getRawUserInfo() == null && (safe || local || scheme.contains("."));
        } catch (URISyntaxException _) {
            return false;
        }
    }
}

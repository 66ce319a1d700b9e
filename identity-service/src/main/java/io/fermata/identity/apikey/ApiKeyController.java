package io.fermata.identity.apikey;

import io.fermata.identity.permission.Grant;
import io.fermata.identity.role.Roles;
import io.fermata.identity.serviceaccount.FindServiceAccounts;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
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
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {
    private final IssueApiKey issueApiKey;
    private final ApiKeys keys;
    private final Roles roles;
    private final FindServiceAccounts accounts;
    private final Clock clock;

    ApiKeyController(IssueApiKey issueApiKey, ApiKeys keys, Roles roles, FindServiceAccounts accounts, Clock clock) {
        this.issueApiKey = issueApiKey;
        this.keys = keys;
        this.roles = roles;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping
    @RequiresPermission("keys:read")
    @Operation(summary = "List API keys")
    Page<ApiKeyView> list(PageRequest page) {
        return page.page(
                keys.before(page.after(), page.fetch()).stream().map(this::view).toList(), ApiKeyView::id);
    }

    @GetMapping("/{id}")
    @RequiresPermission("keys:read")
    @Operation(summary = "Read an API key")
    ApiKeyView read(@PathVariable String id) {
        return view(keys.require(id));
    }

    @PostMapping
    @RequiresPermission("keys:write")
    @Operation(
            summary = "Create an API key",
            description = "`key`, the secret, is shown in this answer only. It allows no more than the caller may do,"
                    + " and one that is made with another key expires no later than that.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<IssuedKeyView> create(@Valid @RequestBody CreateApiKeyRequest request) {
        Grant grant = RequestedGrant.of(request, roles);
        KeyInHand inHand = KeyInHand.of(Caller.current(), keys);
        String account = inHand.accountOf(request);
        requireWithinAccount(grant, account);
        IssuedKey issued =
                issueApiKey.handle(new IssueApiKey.Command(request.name(), grant, account, inHand.endOf(request)));
        return ResponseEntity.created(
                        URI.create("/api/v1/api-keys/" + issued.key().id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(IssuedKeyView.of(issued, clock.instant()));
    }

    /** Whoever rotates a key learns its new secret, so the same rule holds as for issuing one. */
    @PostMapping("/{id}/rotate")
    @RequiresPermission("keys:write")
    @Operation(
            summary = "Rotate an API key",
            description = "`key`, the new secret, is shown in this answer only. The old one works on for"
                    + " `overlap_seconds`, at most a week; without them it stops at once.")
    ResponseEntity<IssuedKeyView> rotate(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable RotateApiKeyRequest request) {
        Caller caller = Caller.current();
        KeyInHand inHand = KeyInHand.of(caller, keys);
        IssuedKey issued = keys.rotate(id, RotateApiKeyRequest.overlap(request), key -> {
            RequestedGrant.requireWithin(key.grant(), caller);
            inHand.requireOutlives(key);
        });
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(IssuedKeyView.of(issued, clock.instant()));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("keys:write")
    @Operation(
            summary = "Revoke an API key",
            description = "It stays in the list. Tokens it was exchanged for end with it.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id) {
        Caller caller = Caller.current();
        keys.revoke(id, key -> RequestedGrant.requireMayRevoke(key, caller));
    }

    private void requireWithinAccount(Grant grant, @Nullable String account) {
        if (account != null
                && !accounts.findPermissions(account).filter(grant::isWithin).isPresent()) {
            throw ProblemException.validation(
                    "/service_account_id", "is no active account of this tenant that may do all of this");
        }
    }

    private ApiKeyView view(ApiKey key) {
        return ApiKeyView.of(key, clock.instant());
    }
}

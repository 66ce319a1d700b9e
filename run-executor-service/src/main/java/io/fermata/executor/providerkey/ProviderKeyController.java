package io.fermata.executor.providerkey;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/provider-keys")
class ProviderKeyController {
    private final PutProviderKey put;
    private final FindProviderKeys find;
    private final DeleteProviderKey delete;

    ProviderKeyController(PutProviderKey put, FindProviderKeys find, DeleteProviderKey delete) {
        this.put = put;
        this.find = find;
        this.delete = delete;
    }

    @GetMapping
    @RequiresPermission("keys:read")
    @Operation(
            summary = "List provider keys",
            description = "The keys the tenant brought for model providers, without their values.")
    Page<ProviderKeyView> list(PageRequest page) {
        return find.list(page);
    }

    @GetMapping("/{provider}")
    @RequiresPermission("keys:read")
    @Operation(summary = "Read a provider key", description = "Everything but its value, which is never shown.")
    ProviderKeyView get(@PathVariable String provider) {
        return find.require(provider);
    }

    @PutMapping("/{provider}")
    @RequiresPermission("keys:write")
    @Operation(
            summary = "Store a provider key",
            description = "The tenant's model calls to this provider go out under it from then on. 404 for a provider"
                    + " that the platform does not offer.")
    ProviderKeyView put(@PathVariable String provider, @RequestBody ProviderKeyRequest request) {
        return put.handle(provider, request.apiKey());
    }

    @DeleteMapping("/{provider}")
    @RequiresPermission("keys:write")
    @Operation(
            summary = "Delete a provider key",
            description = "Calls go out under the platform's key from then on, if there is one.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String provider) {
        delete.handle(provider);
    }

    record ProviderKeyRequest(@Nullable String apiKey) {
        @Override
        public String toString() {
            return "ProviderKeyRequest[key not shown]";
        }
    }
}

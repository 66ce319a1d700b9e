package io.fermata.tools.secrets;

import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
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
@RequestMapping("/api/v1/secrets/{name}")
class SecretController {
    private final PutSecret put;
    private final FindSecret find;
    private final DeleteSecret delete;

    SecretController(PutSecret put, FindSecret find, DeleteSecret delete) {
        this.put = put;
        this.find = find;
        this.delete = delete;
    }

    @GetMapping
    @RequiresPermission("tools:read")
    @Operation(summary = "Read a secret", description = "Everything but its value, which is never shown.")
    SecretView get(@PathVariable String name) {
        return find.require(name);
    }

    @PutMapping
    @RequiresPermission("tools:write")
    @Operation(
            summary = "Store a secret",
            description = "Replaces the one that is there. Tools send it to `allowed_hosts` only.")
    SecretView put(@PathVariable String name, @RequestBody SecretRequest request) {
        return put.handle(name, request.value(), request.allowedHosts());
    }

    @DeleteMapping
    @RequiresPermission("tools:write")
    @Operation(summary = "Delete a secret", description = "Tools that name it fail from then on.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name) {
        delete.handle(name);
    }

    record SecretRequest(@Nullable String value, @Nullable List<@Nullable String> allowedHosts) {
        @Override
        public String toString() {
            return "SecretRequest[value not shown]";
        }
    }
}

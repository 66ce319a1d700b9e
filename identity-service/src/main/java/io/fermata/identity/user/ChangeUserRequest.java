package io.fermata.identity.user;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ChangeUserRequest(
        @Nullable @Size(max = 200) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String name,

        @Nullable @Size(min = 1, max = 10) List<@NotNull String> roles,

        @Nullable @Pattern(regexp = "active|disabled", message = "must be active or disabled")
        String status) {}

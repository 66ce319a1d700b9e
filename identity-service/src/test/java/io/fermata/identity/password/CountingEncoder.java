package io.fermata.identity.password;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The real one, and how much work each comparison was: what a hash says of itself before its salt. */
final class CountingEncoder implements PasswordEncoder {
    private final PasswordEncoder argon2 = PasswordHashes.argon2();
    private final List<String> comparisons = new ArrayList<>();

    List<String> comparisons() {
        return List.copyOf(comparisons);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return argon2.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        String text = String.valueOf(hash);
        comparisons.add(text.substring(0, text.lastIndexOf('$', text.lastIndexOf('$') - 1)));
        return argon2.matches(password, hash);
    }
}

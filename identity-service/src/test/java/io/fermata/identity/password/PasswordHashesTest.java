package io.fermata.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordHashesTest {
    private final PasswordHashes hashes = new PasswordHashes(new SecureRandom());

    /** One that cannot be read would be refused at once, and tell who has no account. */
    @Test
    void nobodysHashIsAsMuchWorkAsAnybodys() {
        String anybodys = hashes.hash("correct horse battery staple");

        assertThat(parameters(hashes.nobodys())).isEqualTo(parameters(anybodys));
        assertThat(hashes.nobodys()).hasSameSizeAs(anybodys);
        assertThat(new Argon2PasswordEncoder(16, 32, 1, 19_456, 2).upgradeEncoding(hashes.nobodys()))
                .as("readable, and no weaker")
                .isFalse();
        assertThat(hashes.matches("correct horse battery staple", null)).isFalse();
    }

    private static String parameters(String hash) {
        return hash.substring(0, hash.lastIndexOf('$', hash.lastIndexOf('$') - 1));
    }
}

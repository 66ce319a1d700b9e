package io.fermata.tools.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SealedSecretTest {
    private final SealedSecret secret = new SealedSecret(
            new SecretName("SHOP_TOKEN"), 1, "fs1.1.AAAA", List.of("shop.example.com", "b.example.com:8443"));

    @Test
    void isBoundToItsHosts() {
        assertThat(secret.boundTo("shop.example.com")).isTrue();
        assertThat(secret.boundTo("shop.example.com:8080")).isTrue();
        assertThat(secret.boundTo("b.example.com")).isFalse();
        assertThat(secret.boundTo("shop.example.com.evil.example")).isFalse();
    }

    @Test
    void isNotShownInText() {
        assertThat(secret).hasToString("SHOP_TOKEN v1");
    }
}

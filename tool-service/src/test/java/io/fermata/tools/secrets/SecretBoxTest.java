package io.fermata.tools.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.starter.json.Json;
import io.fermata.starter.tenancy.TenantId;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SecretBoxTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final SecretName NAME = new SecretName("SHOP_TOKEN");

    private final SecretBox box = new SecretBox(new SecretKeySpec(new byte[32], "AES"), new SecureRandom());

    @Test
    void opensWhatItSealed() {
        SealedSecret sealed = box.seal(ACME, NAME, 3, "top-secret", List.of("shop.example.com"));

        assertThat(box.open(ACME, sealed)).isEqualTo("top-secret");
        assertThat(sealed.toString()).doesNotContain("top-secret");
    }

    @Test
    void doesNotOpenForAnotherTenantNameOrVersion() {
        SealedSecret sealed = box.seal(ACME, NAME, 3, "top-secret", List.of("shop.example.com"));

        assertThatThrownBy(() -> box.open(new TenantId("globex"), sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open(ACME, moved(sealed, "OTHER", 3))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open(ACME, moved(sealed, "SHOP_TOKEN", 2)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isBoundToItsHosts() {
        SealedSecret sealed = box.seal(ACME, NAME, 1, "top-secret", List.of("shop.example.com", "b.example.com:8443"));

        assertThat(sealed.boundTo("shop.example.com")).isTrue();
        assertThat(sealed.boundTo("shop.example.com:8080")).isTrue();
        assertThat(sealed.boundTo("b.example.com")).isFalse();
        assertThat(sealed.boundTo("shop.example.com.evil.example")).isFalse();
    }

    @Test
    void isRedactedInEveryUsualForm() {
        Redaction redaction = Redaction.of(List.of("s3cr3t/value"));

        assertThat(redaction.text("a s3cr3t/value, s3cr3t%2Fvalue and czNjcjN0L3ZhbHVl"))
                .isEqualTo("a [redacted], [redacted] and [redacted]");
        JsonNode tree = Json.standard().read("{\"s3cr3t/value\": [\"x s3cr3t/value\", 1, null]}");
        assertThat(redaction.tree(tree)).hasToString("{\"[redacted]\":[\"x [redacted]\",1,null]}");
    }

    private static SealedSecret moved(SealedSecret secret, String name, int version) {
        return new SealedSecret(new SecretName(name), version, secret.sealed(), secret.allowedHosts());
    }
}

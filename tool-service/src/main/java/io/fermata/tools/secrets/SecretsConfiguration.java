package io.fermata.tools.secrets;

import io.fermata.starter.security.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class SecretsConfiguration {
    /** The sealing key is derived from FERMATA_SECRET_KEY and used for nothing else. */
    @Bean
    SecretBox secretBox(KeyedHash keys) {
        byte[] derived = keys.hash("tool-secrets", "aes-256-gcm".getBytes(StandardCharsets.US_ASCII));
        return new SecretBox(new SecretKeySpec(derived, "AES"), new SecureRandom());
    }
}

package io.fermata.starter.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeyedSealTest {
    private static final byte[] PLAIN = "what nobody else reads".getBytes(StandardCharsets.UTF_8);

    private final KeyedSeal seal = new KeyedSeal(new byte[32], new SecureRandom());

    @Test
    void opensWhatItSealed() {
        byte[] sealed = seal.seal("letters", "acme/1", PLAIN);

        assertThat(seal.open("letters", "acme/1", sealed)).hasValue(PLAIN);
        assertThat(sealed).isNotEqualTo(seal.seal("letters", "acme/1", PLAIN));
    }

    @Test
    void opensForNoOtherPurposeAndAtNoOtherPlace() {
        byte[] sealed = seal.seal("letters", "acme/1", PLAIN);

        assertThat(seal.open("cookies", "acme/1", sealed)).isEmpty();
        assertThat(seal.open("letters", "globex/1", sealed)).isEmpty();
    }

    @Test
    void opensNothingThatWasChangedOrCut() {
        byte[] sealed = seal.seal("letters", "acme/1", PLAIN);
        sealed[sealed.length - 1] ^= 1;

        assertThat(seal.open("letters", "acme/1", sealed)).isEmpty();
        assertThat(seal.open("letters", "acme/1", new byte[5])).isEmpty();
        assertThat(new KeyedSeal(
                                "other key, other key, other key!".getBytes(StandardCharsets.UTF_8), new SecureRandom())
                        .open("letters", "acme/1", seal.seal("letters", "acme/1", PLAIN)))
                .isEmpty();
    }
}

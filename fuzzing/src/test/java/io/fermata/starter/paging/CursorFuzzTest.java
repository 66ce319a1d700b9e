package io.fermata.starter.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fermata.starter.security.KeyedHash;
import java.nio.charset.StandardCharsets;

class CursorFuzzTest {
    private static final Cursors CURSORS = new Cursors(new KeyedHash(new byte[32]));

    /** The corpus holds cursors that were made here: nothing but the key of one of those ever comes out. */
    @FuzzTest(maxDuration = "60s")
    void nobodyMakesACursorButWe(byte[] input) {
        String cursor = new String(input, StandardCharsets.UTF_8);

        CURSORS.open("acme", "/api/v1/runs", cursor)
                .ifPresent(key -> assertThat(key).isIn("run_1", "run_ü"));
        assertThat(CURSORS.open("globex", "/api/v1/runs", cursor)).isEmpty();
    }
}

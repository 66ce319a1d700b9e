package io.fermata.starter.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.security.KeyedHash;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
    private final Cursors cursors = new Cursors(new KeyedHash(new byte[32]));
    private final String cursor = cursors.seal("acme", "/api/v1/runs", "run_1");

    @Test
    void opensForTheTenantAndPathItWasMadeFor() {
        assertThat(cursors.open("acme", "/api/v1/runs", cursor)).contains("run_1");
    }

    @Test
    void staysClosedForEveryoneElse() {
        assertThat(cursors.open("other", "/api/v1/runs", cursor)).isEmpty();
        assertThat(cursors.open("acme", "/api/v1/agents", cursor)).isEmpty();
        assertThat(new Cursors(new KeyedHash(new byte[33])).open("acme", "/api/v1/runs", cursor))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAA"})
    void staysClosedForNonsense(String nonsense) {
        assertThat(cursors.open("acme", "/api/v1/runs", nonsense)).isEmpty();
    }

    @Test
    void hasANextPageOnlyWhenThereIsOneMoreRow() {
        PageRequest two = new PageRequest(2, null);

        assertThat(two.page(List.of("c", "b"), key -> key)).isEqualTo(new Page<>(List.of("c", "b"), null));
        assertThat(two.page(List.of("c", "b", "a"), key -> key)).isEqualTo(new Page<>(List.of("c", "b"), "b"));
    }
}

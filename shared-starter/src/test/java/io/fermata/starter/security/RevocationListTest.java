package io.fermata.starter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RevocationListTest {
    private RevocationList.Listed published = new RevocationList.Listed("1", Set.of("a", "b"));
    private boolean away;
    private int sent;

    private final RevocationList list = new RevocationList(this::fetch);

    private Optional<RevocationList.Listed> fetch(String tag) {
        if (away) {
            throw new IllegalStateException("connection refused");
        }
        if (tag.equals(published.tag())) {
            return Optional.empty();
        }
        sent++;
        return Optional.of(published);
    }

    @Test
    void namesWhatItsIssuerHasTakenBack() {
        list.refresh();

        assertThat(list.namesAny(List.of("x", "b"))).isTrue();
        assertThat(list.namesAny(List.of("x", "y"))).isFalse();
    }

    @Test
    void forgetsWhatIsNotListedAnyMore() {
        list.refresh();
        published = new RevocationList.Listed("2", Set.of("b"));

        list.refresh();

        assertThat(list.namesAny(List.of("a"))).isFalse();
    }

    @Test
    void keepsTheLastListWhileItsIssuerIsAway() {
        list.refresh();
        away = true;

        list.refresh();

        assertThat(list.namesAny(List.of("a"))).isTrue();
    }

    @Test
    void isSentAgainOnlyWhenItHasChanged() {
        list.refresh();
        list.refresh();

        assertThat(sent).isEqualTo(1);
    }

    @Test
    void isAskedForOftenEnoughThatNothingRevokedIsAcceptedForAMinute() {
        assertThatThrownBy(() -> new Revocations(Map.of(), Duration.ofSeconds(31)))
                .hasMessageContaining("fermata.revocation-interval");
    }
}

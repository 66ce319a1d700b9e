package io.fermata.starter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.testing.History.Step;
import org.junit.jupiter.api.Test;

/** A number that can be set and asked for. */
class HistoryTest {
    private final History<Integer> history = new History<>();

    @Test
    void explainsWhatOneThreadDidInItsOrder() {
        set(1);
        ask(1);

        assertThat(history.isLinearizable(0)).isTrue();
    }

    @Test
    void findsAnAnswerThatIsOutOfDate() {
        set(1);
        ask(0);

        assertThat(history.isLinearizable(0)).isFalse();
    }

    @Test
    void letsWhatOverlapsComeInAnyOrder() {
        history.perform(
                "set 1",
                () -> {
                    ask(0);
                    return true;
                },
                _ -> new Step<>(1, true));
        ask(1);

        assertThat(history.isLinearizable(0)).isTrue();
        assertThat(history.toString()).contains("2–3 ask = 0").contains("1–4 set 1 = true");
    }

    private void set(int value) {
        history.perform("set " + value, () -> true, _ -> new Step<>(value, true));
    }

    private void ask(int answer) {
        history.perform("ask", () -> answer, value -> new Step<>(value, value));
    }
}

package io.fermata.executor.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.output.TokenUsage;
import io.fermata.executor.model.ModelQuestion.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void takesTheProvidersCount() {
        assertThat(of(new TokenUsage(11, 7), "a word")).isEqualTo(new Tokens(11, 7));
        assertThat(of(new TokenUsage(11, 0), "")).isEqualTo(new Tokens(11, 0));
    }

    @Test
    void estimatesWhatIsNotCounted() {
        Tokens estimated = new Tokens(4, 2);

        assertThat(of(null, "a word")).isEqualTo(estimated);
        assertThat(of(new TokenUsage(null, null), "a word")).isEqualTo(estimated);
        assertThat(of(new TokenUsage(0, 0), "a word")).isEqualTo(estimated);
    }

    @Test
    void believesNoCountThatWouldGiveMoneyBack() {
        assertThat(of(new TokenUsage(-1_000_000, -1_000_000), "a word")).isEqualTo(new Tokens(4, 2));
    }

    /** Twelve characters are asked: three of the system prompt, nine of the message. */
    private static Tokens of(@Nullable TokenUsage usage, String answer) {
        ModelQuestion question = new ModelQuestion(
                new ModelId("openai", "some-model"),
                "You",
                List.of(new Message.User("say aword")),
                List.of(),
                null,
                null,
                256,
                true);
        return Tokens.of(usage, question, answer, List.of());
    }
}

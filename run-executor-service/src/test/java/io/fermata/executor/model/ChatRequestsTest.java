package io.fermata.executor.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageType;
import io.fermata.executor.model.ModelQuestion.Message;
import io.fermata.executor.model.ModelQuestion.ModelToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChatRequestsTest {
    private final JsonMapper json = JsonMapper.builder().build();
    private final ChatRequests requests = new ChatRequests(json, true);

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":\"a", "[1]", "\"text\"", "{\"x\":1} {\"x\":2}", "not json"})
    void showsAModelItsUnreadableArgumentsAsAnObject(String written) {
        String sent = ((AiMessage) sent(called(written)).getFirst())
                .toolExecutionRequests()
                .getFirst()
                .arguments();

        assertThat(json.readTree(sent).at("/unreadable_arguments").asString()).isEqualTo(written);
    }

    @Test
    void showsReadableOnesAsTheyAre() {
        String written = "{\"amount\": 1.50}";

        assertThat(((AiMessage) sent(called(written)).getFirst())
                        .toolExecutionRequests()
                        .getFirst()
                        .arguments())
                .isEqualTo(written);
    }

    @Test
    void leavesOutAnswersThatSaidNothing() {
        List<ChatMessage> sent =
                sent(new Message.User("first"), new Message.Assistant("", List.of()), new Message.User("second"));

        assertThat(sent).extracting(ChatMessage::type).containsExactly(ChatMessageType.USER, ChatMessageType.USER);
    }

    private static Message called(String arguments) {
        return new Message.Assistant("", List.of(new ModelToolCall("call_1", "orders_lookup", arguments)));
    }

    private List<ChatMessage> sent(Message... messages) {
        return requests.toLangChain(new ModelQuestion(
                        new ModelId("openai", "some-model"), "", List.of(messages), List.of(), null, null, 256, true))
                .messages();
    }
}

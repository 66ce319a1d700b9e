package io.fermata.testkit.wire;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Turn.Answer;
import io.fermata.testkit.chat.Turn.Failure;
import io.fermata.testkit.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One provider's way of asking and answering. */
public interface Protocol {
    /**
     * Reads a request as the provider does.
     *
     * @param apiKey the key that is demanded, or null
     * @throws Refusal when the provider would refuse the request
     */
    Asked read(Request request, @Nullable String apiKey);

    JsonNode body(Asked asked, Answer answer);

    List<Frame> frames(Asked asked, Answer answer);

    Refusal refusal(Failure failure);

    /** Under which name the provider sends the id of a request. */
    String requestIdHeader();

    /**
     * A request as read.
     *
     * @param includeUsage whether the client wants usage at the end of a stream
     */
    record Asked(ChatRequest chat, boolean stream, boolean includeUsage) {}
}

package io.fermata.testkit.anthropic;

import io.fermata.testkit.chat.Ids;
import io.fermata.testkit.chat.Turn.Answer;
import io.fermata.testkit.chat.Turn.Failure;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.wire.Frame;
import io.fermata.testkit.wire.Protocol;
import io.fermata.testkit.wire.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The messages API. */
public final class Anthropic implements Protocol {
    private final Ids ids;

    public Anthropic(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Asked read(Request request, @Nullable String apiKey) {
        requireKey(request, apiKey);
        return AnthropicRequestReader.read(request.body(), request.headers());
    }

    public static void requireKey(Request request, @Nullable String apiKey) {
        var given = request.header("x-api-key");
        if (apiKey != null && !apiKey.equals(given)) {
            throw AnthropicErrors.wrongKey(given);
        }
    }

    /** What {@code GET /v1/models} answers a client of this provider. */
    public static JsonNode models(List<String> names) {
        var list = Json.object().put("has_more", false);
        var data = list.putArray("data");
        names.forEach(name -> data.add(model(name)));
        list.put("first_id", names.isEmpty() ? null : names.getFirst());
        return list.put("last_id", names.isEmpty() ? null : names.getLast());
    }

    /** What {@code GET /v1/models/{id}} answers a client of this provider. */
    public static JsonNode model(String name) {
        return Json.object()
                .put("type", "model")
                .put("id", name)
                .put("display_name", name)
                .put("created_at", "2025-01-01T00:00:00Z");
    }

    public static Refusal unknownModel(String name) {
        return AnthropicErrors.unknownModel(name);
    }

    @Override
    public JsonNode body(Asked asked, Answer answer) {
        return answer(asked, answer).body();
    }

    @Override
    public List<Frame> frames(Asked asked, Answer answer) {
        return answer(asked, answer).frames();
    }

    @Override
    public Refusal refusal(Failure failure) {
        return AnthropicErrors.scripted(failure);
    }

    @Override
    public String requestIdHeader() {
        return "request-id";
    }

    private AnthropicAnswer answer(Asked asked, Answer answer) {
        return new AnthropicAnswer(ids.next("msg_"), asked.chat().model(), answer);
    }
}

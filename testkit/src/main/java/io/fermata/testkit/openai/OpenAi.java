package io.fermata.testkit.openai;

import io.fermata.testkit.chat.Ids;
import io.fermata.testkit.chat.Turn.Answer;
import io.fermata.testkit.chat.Turn.Failure;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.wire.Frame;
import io.fermata.testkit.wire.Protocol;
import io.fermata.testkit.wire.Refusal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Chat completions. */
public final class OpenAi implements Protocol {
    private final Ids ids;
    private final Clock clock;

    public OpenAi(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Asked read(Request request, @Nullable String apiKey) {
        requireKey(request, apiKey);
        return OpenAiRequestReader.read(request.body(), request.headers());
    }

    /** What {@code GET /v1/models} answers. */
    public static JsonNode models(List<String> names) {
        var list = Json.object().put("object", "list");
        var data = list.putArray("data");
        names.forEach(name -> data.add(model(name)));
        return list;
    }

    /** What {@code GET /v1/models/{id}} answers. */
    public static JsonNode model(String name) {
        return Json.object()
                .put("id", name)
                .put("object", "model")
                .put("created", 1_715_367_049)
                .put("owned_by", "scripted");
    }

    public static Refusal unknownModel(String name) {
        return OpenAiErrors.unknownModel(name);
    }

    public static void requireKey(Request request, @Nullable String apiKey) {
        var given = request.header("authorization");
        if (apiKey != null && !("Bearer " + apiKey).equals(given)) {
            throw OpenAiErrors.wrongKey(given);
        }
    }

    @Override
    public JsonNode body(Asked asked, Answer answer) {
        return answer(asked, answer).body();
    }

    @Override
    public List<Frame> frames(Asked asked, Answer answer) {
        return answer(asked, answer).frames(asked.includeUsage());
    }

    @Override
    public Refusal refusal(Failure failure) {
        return OpenAiErrors.scripted(failure);
    }

    @Override
    public String requestIdHeader() {
        return "x-request-id";
    }

    private OpenAiAnswer answer(Asked asked, Answer answer) {
        return new OpenAiAnswer(
                ids.next("chatcmpl-"), clock.instant(), asked.chat().model(), answer);
    }
}

package io.fermata.tools.http;

import io.fermata.starter.json.Json;
import io.fermata.tools.catalog.RedactedPath;
import io.fermata.tools.egress.EgressResponse;
import io.fermata.tools.invocation.CallResult;
import io.fermata.tools.invocation.CallResult.Answered;
import io.fermata.tools.invocation.CallResult.Failed;
import io.fermata.tools.invocation.ToolError;
import io.fermata.tools.invocation.ToolError.Code;
import io.fermata.tools.secrets.Redaction;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an HTTP answer means to whoever called the tool. */
@Component
class Answers {
    private static final Set<Integer> TRY_AGAIN = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final int EXCERPT = 1000;

    private final Json json;

    Answers(Json json) {
        this.json = json;
    }

    CallResult of(EgressResponse response, List<RedactedPath> hidden, Redaction redaction) {
        if (response.successful()) {
            return new Answered(Hiding.of(hidden, redaction.tree(content(response))));
        }
        Code code = TRY_AGAIN.contains(response.status()) ? Code.TOOL_UNAVAILABLE : Code.TOOL_REFUSED;
        String message = "The tool answered with status " + response.status() + excerpt(response, hidden, redaction);
        return new Failed(ToolError.of(code, message), false, response.retryAfter());
    }

    /** JSON as it is; anything else, also JSON that is broken, as text. */
    private JsonNode content(EgressResponse response) {
        if (response.text().isBlank()) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return json.read(response.text());
        } catch (JacksonException _) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("text", response.text())
                    .put("content_type", response.contentType());
        }
    }

    private String excerpt(EgressResponse response, List<RedactedPath> hidden, Redaction redaction) {
        if (response.text().isBlank() || !hidden.isEmpty()) {
            return ".";
        }
        String text = redaction.text(response.text());
        return ": " + (text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…");
    }
}

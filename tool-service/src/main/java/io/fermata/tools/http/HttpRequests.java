package io.fermata.tools.http;

import io.fermata.starter.json.Json;
import io.fermata.starter.web.TraceContext;
import io.fermata.tools.catalog.Handler;
import io.fermata.tools.catalog.UrlTemplate;
import io.fermata.tools.egress.Destinations;
import io.fermata.tools.egress.EgressRequest;
import io.fermata.tools.egress.HeaderField;
import io.fermata.tools.invocation.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns arguments into a request: those the URL names go there, the others into the query of GET and DELETE or the JSON
 * body of the rest.
 */
@Component
class HttpRequests {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "DELETE");

    private final Json json;

    HttpRequests(Json json) {
        this.json = json;
    }

    /** @throws UnusableArgumentException when an argument cannot stand where the URL needs it */
    EgressRequest of(Handler.Http handler, ToolCall call, Map<String, String> secrets)
            throws UnusableArgumentException {
        String url = expand(handler.url(), name -> text(call.arguments().path(name)));
        ObjectNode rest = call.arguments().deepCopy();
        rest.remove(handler.url().variables());
        boolean withoutBody = WITHOUT_BODY.contains(handler.method());
        return new EgressRequest(
                handler.method(),
                Destinations.parse(withoutBody ? withQuery(url, rest) : url),
                headers(handler, call, secrets),
                withoutBody ? null : json.write(rest));
    }

    static List<HeaderField> standardHeaders(ToolCall call) {
        return List.of(
                new HeaderField("Idempotency-Key", call.effectKey().value()),
                new HeaderField(
                        TraceContext.HEADER, TraceContext.current().child().traceparent()));
    }

    private static List<HeaderField> headers(Handler.Http handler, ToolCall call, Map<String, String> secrets) {
        List<HeaderField> headers = new ArrayList<>(standardHeaders(call));
        handler.headers()
                .forEach((name, template) -> headers.add(
                        new HeaderField(name, template.expand(secret -> Objects.requireNonNull(secrets.get(secret))))));
        return headers;
    }

    private static String expand(UrlTemplate url, Function<String, String> values) throws UnusableArgumentException {
        Optional<String> unusable = url.variables().stream()
                .filter(name -> values.apply(name).isEmpty())
                .findFirst()
                .or(() -> url.climbing(values));
        if (unusable.isPresent()) {
            throw new UnusableArgumentException(unusable.get());
        }
        return url.expand(values);
    }

    private static String withQuery(String url, ObjectNode arguments) {
        StringBuilder full = new StringBuilder(url);
        char separator = url.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            for (JsonNode value : argument.getValue().isArray() ? argument.getValue() : List.of(argument.getValue())) {
                full.append(separator)
                        .append(UrlTemplate.encode(argument.getKey()))
                        .append('=');
                full.append(UrlTemplate.encode(text(value)));
                separator = '&';
            }
        }
        return full.toString();
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** The argument is missing, empty or makes a dot segment. */
    static final class UnusableArgumentException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String argument;

        UnusableArgumentException(String argument) {
            super(argument);
            this.argument = argument;
        }

        String argument() {
            return argument;
        }
    }
}

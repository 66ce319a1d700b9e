package io.fermata.contracts;

import static io.fermata.contracts.AsyncApiDocument.ordered;
import static io.fermata.contracts.AsyncApiDocument.sorted;

import io.fermata.contracts.cloudevents.KafkaEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The three sets of record headers: of every event, of one from outside, and of one that was given up. */
final class AsyncApiHeaders {
    private AsyncApiHeaders() {}

    static Map<String, Object> schemas() {
        return ordered("event", event(), "authorizedEvent", authorizedEvent(), "deadEvent", deadEvent());
    }

    private static Map<String, Object> event() {
        Map<String, String> optional = Map.of(KafkaEvents.TRACEPARENT_HEADER, "W3C trace context");
        Map<String, String> all = new LinkedHashMap<>(KafkaEvents.HEADERS);
        all.putAll(optional);
        Map<String, Object> schema = object(all);
        schema.put("required", KafkaEvents.HEADERS.keySet().stream().sorted().toList());
        return schema;
    }

    private static Map<String, Object> authorizedEvent() {
        return extended(Map.of(
                "authorization",
                "Bearer and a JWT with the scope runs:create whose tenant is ce_tenantid;"
                        + " needed from producers outside the platform"));
    }

    private static Map<String, Object> deadEvent() {
        return extended(Map.of(
                "dlt-reason", "why it was given up, for people",
                "dlt-exception", "the kind of failure",
                "dlt-original-topic", "where it was read",
                "dlt-original-partition", "where it was read",
                "dlt-original-offset", "where it was read"));
    }

    private static Map<String, Object> extended(Map<String, String> more) {
        return ordered("allOf", List.of(Map.of("$ref", "#/components/schemas/event"), object(more)));
    }

    private static Map<String, Object> object(Map<String, String> descriptions) {
        Map<String, Object> properties = new LinkedHashMap<>();
        sorted(descriptions)
                .forEach((name, description) ->
                        properties.put(name, ordered("type", "string", "description", description)));
        return ordered("type", "object", "properties", properties);
    }
}

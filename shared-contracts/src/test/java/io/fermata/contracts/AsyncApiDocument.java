package io.fermata.contracts;

import io.fermata.contracts.EventContract.Retention;
import io.fermata.contracts.cloudevents.KafkaEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The AsyncAPI 3 document, made from the catalogue so that it cannot drift from the code. */
final class AsyncApiDocument {
    /** Topics that outside producers may write; the platform receives from them. */
    private static final Set<String> OPEN_TO_PRODUCERS = Set.of(Topics.RUN_REQUESTED);

    private AsyncApiDocument() {}

    static Map<String, Object> create() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info());
        document.put("defaultContentType", KafkaEvents.CONTENT_TYPE);
        document.put("servers", Map.of("local", ordered("host", "127.0.0.1:9092", "protocol", "kafka")));
        document.put("channels", channels());
        document.put("operations", operations());
        document.put("components", components());
        return document;
    }

    private static Map<String, Object> info() {
        return ordered(
                "title",
                "Fermata events",
                "version",
                "1.0.0",
                "description",
                "CloudEvents 1.0 in Kafka binary mode: attributes are record headers, the record value"
                        + " is the JSON data. Unknown properties are ignored. A record that cannot be processed is"
                        + " written to the topic's dead letter topic with its reason.",
                "license",
                ordered("name", "Apache-2.0"));
    }

    private static Map<String, Object> channels() {
        Map<String, Object> channels = new LinkedHashMap<>();
        for (EventContract event : EventCatalogue.all()) {
            channels.put(event.topic(), channel(event.topic(), event, event.name()));
            channels.put(event.dlt(), channel(event.dlt(), event, event.name() + ".dead"));
        }
        return channels;
    }

    private static Map<String, Object> channel(String topic, EventContract event, String message) {
        boolean dead = !topic.equals(event.topic());
        Map<String, Object> channel = ordered(
                "address",
                topic,
                "description",
                dead ? "Records of " + event.topic() + " that could not be processed" : summary(event),
                "messages",
                Map.of(message, reference("messages", message)));
        if (!dead) {
            channel.put("x-dead-letter-topic", event.dlt());
            channel.put("x-retention", event.retention().name().toLowerCase(java.util.Locale.ROOT));
        }
        channel.put(
                "bindings", Map.of("kafka", topicBinding(topic, !dead && event.retention() == Retention.COMPACTED)));
        return channel;
    }

    private static Map<String, Object> topicBinding(String topic, boolean compacted) {
        return ordered(
                "topic",
                topic,
                "topicConfiguration",
                Map.of("cleanup.policy", List.of(compacted ? "compact" : "delete")),
                "bindingVersion",
                "0.5.0");
    }

    private static Map<String, Object> operations() {
        Map<String, Object> operations = new LinkedHashMap<>();
        for (EventContract event : EventCatalogue.all()) {
            String action = OPEN_TO_PRODUCERS.contains(event.topic()) ? "receive" : "send";
            operations.put(
                    action + "." + event.topic(),
                    ordered(
                            "action", action,
                            "channel", Map.of("$ref", "#/channels/" + event.topic()),
                            "messages",
                                    List.of(Map.of(
                                            "$ref", "#/channels/" + event.topic() + "/messages/" + event.name()))));
        }
        return operations;
    }

    private static Map<String, Object> components() {
        Map<String, Object> messages = new LinkedHashMap<>();
        for (EventContract event : EventCatalogue.all()) {
            boolean open = OPEN_TO_PRODUCERS.contains(event.topic());
            messages.put(event.name(), message(event, open ? "authorizedEvent" : "event"));
            messages.put(event.name() + ".dead", message(event, "deadEvent"));
        }
        return ordered("messages", messages, "schemas", AsyncApiHeaders.schemas());
    }

    private static Map<String, Object> message(EventContract event, String headers) {
        return ordered(
                "name", event.type(),
                "title", Documents.schema(event).get("title").asString(),
                "summary", summary(event),
                "contentType", KafkaEvents.CONTENT_TYPE,
                "headers", reference("schemas", headers),
                "payload",
                        ordered(
                                "schemaFormat",
                                "application/schema+json;version=2020-12",
                                "schema",
                                Map.of("$ref", "./schemas/" + event.name() + ".json")),
                "bindings",
                        Map.of(
                                "kafka",
                                ordered(
                                        "key",
                                        ordered("type", "string", "description", event.key()),
                                        "bindingVersion",
                                        "0.5.0")));
    }

    private static String summary(EventContract event) {
        return Documents.schema(event).get("description").asString();
    }

    private static Map<String, Object> reference(String section, String name) {
        return Map.of("$ref", "#/components/" + section + "/" + name);
    }

    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return entries;
    }

    static Map<String, Object> sorted(Map<String, ?> entries) {
        return new TreeMap<>(entries);
    }
}

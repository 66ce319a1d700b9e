package io.fermata.gateway.documentation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One OpenAPI 3.1 document made of several. A component that two services define differently under one name gets the
 * service's name in front; every reference to it follows. Internal paths are left out.
 */
final class MergedDocument {
    /** The services that are missing in it. */
    static final String UNREACHABLE = "x-unreachable-services";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String INTERNAL = "/internal/";
    private static final String DESCRIPTION = """
            Runs LLM agents durably, and lets people hold them.

            `/api/v1/executions…` are other names of `/api/v1/runs…`, and `POST /api/v1/executions/trigger` of \
            `POST /api/v1/runs`. What `GET /api/v1/runs/{id}/events` tells by server-sent events, the WebSocket at \
            `/api/v1/agents/ws/{run_id}` tells as well, a frame per event.""";

    private final ObjectNode paths = JSON.objectNode();
    private final ObjectNode components = JSON.objectNode();
    private final ObjectNode tags = JSON.objectNode();
    private final ArrayNode unreachable = JSON.arrayNode();

    void add(String service, JsonNode document) {
        Map<String, String> renamed = renamed(service, document);
        JsonNode own = Reference.rewrite(document, reference -> renamed.getOrDefault(reference, reference));
        own.path("components")
                .properties()
                .forEach(kind -> kind.getValue().properties().forEach(component -> {
                    String reference = Reference.to(kind.getKey(), component.getKey());
                    String name = Reference.name(renamed.getOrDefault(reference, reference));
                    components.withObjectProperty(kind.getKey()).set(name, component.getValue());
                }));
        own.path("paths").properties().stream()
                .filter(path -> !path.getKey().startsWith(INTERNAL))
                .forEach(path -> paths.set(path.getKey(), path.getValue()));
        own.path("tags").forEach(tag -> tags.set(tag.path("name").asString(), tag));
    }

    void addUnreachable(String service) {
        unreachable.add(service);
    }

    ObjectNode document() {
        ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Fermata").put("version", "v1").put("description", DESCRIPTION);
        document.set("paths", sorted(paths));
        document.set("components", components);
        document.putArray("tags").addAll(List.copyOf(sorted(tags).values()));
        document.set(UNREACHABLE, unreachable);
        return document;
    }

    private Map<String, String> renamed(String service, JsonNode document) {
        Map<String, String> renamed = new HashMap<>();
        document.path("components")
                .properties()
                .forEach(kind -> kind.getValue().properties().forEach(component -> {
                    @Nullable JsonNode taken = components.path(kind.getKey()).get(component.getKey());
                    if (taken != null && !taken.equals(component.getValue())) {
                        renamed.put(
                                Reference.to(kind.getKey(), component.getKey()),
                                Reference.to(kind.getKey(), service + "." + component.getKey()));
                    }
                }));
        return renamed;
    }

    private static ObjectNode sorted(ObjectNode node) {
        ObjectNode sorted = JSON.objectNode();
        node.properties().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .forEach(entry -> sorted.set(entry.getKey(), entry.getValue()));
        return sorted;
    }
}

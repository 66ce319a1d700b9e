package io.fermata.executor.run;

import io.fermata.redaction.Detector;
import io.fermata.redaction.RedactedStream;
import io.fermata.redaction.Redactor;
import io.fermata.starter.json.Json;
import io.fermata.starter.settings.KnownSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What leaves live, without what the tenant wants nobody to see there. The log on disk keeps the truth. */
@Component
public class StreamRedaction {

    private final KnownSettings settings;
    private final Json json;
    private final Map<Set<Detector>, Redactor> redactors = new ConcurrentHashMap<>();

    StreamRedaction(KnownSettings settings, Json json) {
        this.settings = settings;
        this.json = json;
    }

    /** For one text of the current tenant that comes in pieces; empty when all of it may be shown. */
    public Optional<RedactedStream> tokens() {
        return hidden().map(Redactor::stream);
    }

    public StepRow shown(StepRow step) {
        return redactor()
                .map(redactor -> step.with(shown(step.inputJson(), redactor), shown(step.outputJson(), redactor)))
                .orElse(step);
    }

    /** A document of which these fields tell what people, models and tools said. */
    public JsonNode shown(JsonNode document, String... fields) {
        Optional<Redactor> redactor = redactor();
        if (redactor.isPresent() && document instanceof ObjectNode object) {
            for (String field : fields) {
                object.set(field, redacted(object.path(field), redactor.get()));
            }
        }
        return document;
    }

    private String shown(String text, Redactor redactor) {
        return json.write(redacted(json.read(text), redactor));
    }

    private Optional<Redactor> redactor() {
        return hidden().map(detectors -> redactors.computeIfAbsent(detectors, Redactor::of));
    }

    /** What finds that of the current tenant, if anything. A detector that is newer than this service is not known here. */
    private Optional<Set<Detector>> hidden() {
        Set<Detector> detectors = settings.current().streamRedaction().stream()
                .map(Detector::find)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        return Optional.of(detectors).filter(some -> !some.isEmpty());
    }

    private static JsonNode redacted(JsonNode node, Redactor redactor) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(property -> copy.set(property.getKey(), redacted(property.getValue(), redactor)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(redacted(item, redactor)));
                yield copy;
            }
            default -> value(node, redactor);
        };
    }

    /** A number can be somebody's too. */
    private static JsonNode value(JsonNode node, Redactor redactor) {
        if (!node.isString() && !node.isNumber()) {
            return node;
        }
        String text = node.asString();
        String clean = redactor.text(text);
        return clean.equals(text) ? node : StringNode.valueOf(clean);
    }
}

package io.fermata.starter.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What else is wrong with a document that does not fit its type. Reading ends at the first fault; so what was found is
 * left out and the rest is read again, until it fits or enough is known.
 */
final class FurtherFaults {
    /** How often a document is read again at most. */
    static final int MOST = 20;
    /** Of a document with more values than this the first fault is enough: nobody shall ask for much work with one. */
    static final int LARGE = 5_000;

    private final JsonNode rest;
    private final List<JsonPointer> leftOut = new ArrayList<>();

    private FurtherFaults(JsonNode rest) {
        this.rest = rest;
    }

    /** Adds them to the first as suppressed exceptions. */
    static void addTo(JacksonException first, JsonNode document, Consumer<JsonNode> reader) {
        if (values(document, LARGE) <= LARGE) {
            new FurtherFaults(document.deepCopy()).find(first, reader);
        }
    }

    /** How many there are, or more than this. */
    private static int values(JsonNode document, int limit) {
        int found = 1;
        for (JsonNode value : document) {
            if (found > limit) {
                break;
            }
            found += values(value, limit - found);
        }
        return found;
    }

    private void find(JacksonException first, Consumer<JsonNode> reader) {
        JsonPointer place = Places.of(first);
        for (int reading = 0; reading < MOST && leaveOut(place); reading++) {
            try {
                reader.accept(rest);
                return;
            } catch (JacksonException next) {
                place = Places.of(next);
                if (isAroundWhatWasLeftOut(place)) {
                    place = isLeftOut(place) ? parent(place) : place;
                } else {
                    first.addSuppressed(next);
                }
            }
        }
    }

    /** Then something is missing there because it was left out, which is no fault of the document. */
    private boolean isAroundWhatWasLeftOut(JsonPointer place) {
        return leftOut.stream()
                .anyMatch(left -> left.equals(place) || left.toString().startsWith(place + "/"));
    }

    private boolean isLeftOut(JsonPointer place) {
        return leftOut.contains(place);
    }

    /** Whether there was something to leave out. */
    private boolean leaveOut(JsonPointer place) {
        if (place.matches()) {
            return false; // the whole document
        }
        leftOut.add(place);
        JsonPointer last = place.last();
        return switch (rest.at(parent(place))) {
            case ObjectNode object -> object.remove(last.getMatchingProperty()) != null;
            case ArrayNode array
            when array.has(last.getMatchingIndex()) -> {
                array.setNull(last.getMatchingIndex());
                yield true;
            }
            default -> false;
        };
    }

    private static JsonPointer parent(JsonPointer place) {
        return place.matches() ? place : place.head();
    }
}

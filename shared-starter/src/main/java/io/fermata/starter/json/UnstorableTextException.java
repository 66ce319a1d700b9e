package io.fermata.starter.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.StreamReadException;

/** A property, or its name, is text that cannot be kept as it is. */
public final class UnstorableTextException extends StreamReadException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    UnstorableTextException(JsonParser parser, JsonPointer place, String fault) {
        super(parser, fault);
        this.pointer = place.toString();
    }

    /** RFC 6901 pointer to the value, or to the object that has a name like this. */
    public String pointer() {
        return pointer;
    }
}

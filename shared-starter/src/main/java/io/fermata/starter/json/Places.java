package io.fermata.starter.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;

/** Where in a document reading it failed. */
public final class Places {
    private Places() {}

    public static JsonPointer of(JacksonException failure) {
        JsonPointer place = JsonPointer.empty();
        for (JacksonException.Reference step : failure.getPath()) {
            place = step.getPropertyName() == null
                    ? place.appendIndex(step.getIndex())
                    : place.appendProperty(step.getPropertyName());
        }
        return place;
    }
}

package io.fermata.starter.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/** Makes parsers for what callers send: also their text has to be such that it can be kept. */
final class StorableTextFactory extends WritableNumbersFactory {
    private static final long serialVersionUID = 1L;

    StorableTextFactory(JsonFactoryBuilder builder) {
        super(builder);
    }

    private StorableTextFactory(StorableTextFactory other) {
        super(other);
    }

    @Override
    JsonParser checked(JsonParser parser) {
        return new StorableText(super.checked(parser));
    }

    @Override
    public JsonFactory copy() {
        return new StorableTextFactory(this);
    }
}

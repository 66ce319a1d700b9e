package io.fermata.starter.json;

import java.io.InputStream;
import java.io.Reader;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/** Makes parsers that refuse numbers nobody can write. */
class WritableNumbersFactory extends JsonFactory {
    private static final long serialVersionUID = 1L;

    WritableNumbersFactory(JsonFactoryBuilder builder) {
        super(builder);
    }

    WritableNumbersFactory(WritableNumbersFactory other) {
        super(other);
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext reading, IOContext context, InputStream input) {
        return checked(super._createParser(reading, context, input));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext reading, IOContext context, Reader input) {
        return checked(super._createParser(reading, context, input));
    }

    @Override
    protected JsonParser _createParser(
            ObjectReadContext reading, IOContext context, char[] input, int from, int length, boolean recyclable) {
        return checked(super._createParser(reading, context, input, from, length, recyclable));
    }

    @Override
    protected JsonParser _createParser(
            ObjectReadContext reading, IOContext context, byte[] input, int from, int length) {
        return checked(super._createParser(reading, context, input, from, length));
    }

    JsonParser checked(JsonParser parser) {
        return new WritableNumbers(parser);
    }

    @Override
    public JsonFactory copy() {
        return new WritableNumbersFactory(this);
    }

    @Override
    public TokenStreamFactory snapshot() {
        return this;
    }
}

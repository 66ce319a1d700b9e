package io.fermata.starter.schema;

/**
 * One thing wrong with a value, or with a schema.
 *
 * @param pointer JSON pointer into the value; empty for the value itself
 */
public record SchemaFault(String pointer, String detail) {
    @Override
    public String toString() {
        return pointer.isEmpty() ? detail : pointer + " " + detail;
    }
}

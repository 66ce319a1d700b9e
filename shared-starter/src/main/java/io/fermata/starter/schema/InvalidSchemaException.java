package io.fermata.starter.schema;

import java.util.List;

/** The schema itself is no good; the faults say where. */
public final class InvalidSchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<SchemaFault> faults;

    InvalidSchemaException(List<SchemaFault> faults) {
        super("the schema is not valid");
        this.faults = List.copyOf(faults);
    }

    InvalidSchemaException(String detail, Throwable cause) {
        super(detail, cause);
        this.faults = List.of(new SchemaFault("", detail));
    }

    public List<SchemaFault> faults() {
        return faults;
    }
}

package io.fermata.starter.sealing;

import java.util.function.BooleanSupplier;

/** Columns that hold what people, models and tools said: sealed for tenants that have marked their payloads sensitive. */
public final class SensitivePayloads {
    private final BooleanSupplier marked;
    private final Sealer sealer;

    /** @param marked whether the current tenant has marked them; asked for every value */
    SensitivePayloads(BooleanSupplier marked, Sealer sealer) {
        this.marked = marked;
        this.sealer = sealer;
    }

    /** Whether the current tenant has marked them. */
    public boolean marked() {
        return marked.getAsBoolean();
    }

    /**
     * A column to write and read through.
     *
     * @param name table and column, for example {@code runs.input}; it is part of what is stored, so it never changes
     */
    public PayloadColumn column(String name) {
        return new PayloadColumn(name, this, sealer);
    }
}

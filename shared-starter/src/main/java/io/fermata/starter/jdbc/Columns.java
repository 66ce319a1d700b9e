package io.fermata.starter.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows as one array for each column, for a statement that reads them with {@code unnest}: its text is the same for any
 * number of rows, so the server prepares it once. The arrays travel in binary; nothing in them is escaped.
 */
public final class Columns<T> {
    private final List<T> rows;
    private final List<Object> arrays = new ArrayList<>();

    private Columns(List<T> rows) {
        this.rows = rows;
    }

    public static <T> Columns<T> of(List<T> rows) {
        return new Columns<>(rows);
    }

    /** A {@code text[]}. */
    public Columns<T> text(Function<T, @Nullable String> value) {
        return add(value, String[]::new);
    }

    /** A {@code bigint[]}. */
    public Columns<T> number(Function<T, @Nullable Long> value) {
        return add(value, Long[]::new);
    }

    /** A {@code boolean[]}. */
    public Columns<T> flag(Predicate<T> value) {
        return add(value::test, Boolean[]::new);
    }

    /** A {@code text[]} of times that {@code timestamptz} reads. */
    public Columns<T> time(Function<T, @Nullable Instant> value) {
        return text(row -> {
            Instant time = value.apply(row);
            return time == null ? null : time.toString();
        });
    }

    /** A {@code text[]} of amounts that {@code numeric} reads. */
    public Columns<T> amount(Function<T, BigDecimal> value) {
        return text(row -> value.apply(row).toPlainString());
    }

    /** The arrays, in the order in which their columns were named. */
    public Object[] arrays() {
        return arrays.toArray();
    }

    /** The same, after a parameter that all rows share. */
    public Object[] arraysAfter(Object first) {
        return Stream.concat(Stream.of(first), arrays.stream()).toArray();
    }

    private <V> Columns<T> add(Function<T, @Nullable V> value, IntFunction<@Nullable V[]> array) {
        arrays.add(rows.stream().map(value).toArray(array));
        return this;
    }
}

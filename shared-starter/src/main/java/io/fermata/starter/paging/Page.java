package io.fermata.starter.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param nextCursor in code: the key of the last row, or null at the end; on the wire it is sealed (see {@link Cursors})
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {
    public Page {
        data = List.copyOf(data);
    }

    /** The same page with its rows turned into views. */
    public <V> Page<V> map(Function<? super T, ? extends V> view) {
        List<V> views = data.stream().<V>map(view).toList();
        return new Page<>(views, nextCursor);
    }
}

package io.fermata.starter.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for. As a controller argument it is read from {@code ?limit=&cursor=}.
 *
 * @param limit 1 to 100
 * @param after the key of the last row already seen; rows with a smaller key follow
 */
public record PageRequest(int limit, @Nullable String after) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int LARGEST_LIMIT = 100;

    public PageRequest {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be between 1 and " + LARGEST_LIMIT);
        }
    }

    /** How many rows to fetch: one more than asked for tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * Cuts what was fetched to a page.
     *
     * @param rowsPlusOne up to {@link #fetch()} rows, newest first
     * @param key what the rows are ordered by
     */
    public <T> Page<T> page(List<T> rowsPlusOne, Function<? super T, String> key) {
        if (rowsPlusOne.size() <= limit) {
            return new Page<>(rowsPlusOne, null);
        }
        List<T> rows = rowsPlusOne.subList(0, limit);
        return new Page<>(rows, key.apply(rows.getLast()));
    }
}

package io.fermata.tools.catalog;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the catalogue: the tenant's own tools, newest first, then the built-in ones. */
@Service
class FindTools {
    /** Sorts after every id. */
    private static final String END = "~";

    private final ToolStore tools;
    private final Builtins builtins;

    FindTools(ToolStore tools, Builtins builtins) {
        this.tools = tools;
        this.builtins = builtins;
    }

    @Transactional(readOnly = true)
    ToolView require(String name) {
        return builtins.find(name).map(FindTools::view).orElseGet(() -> view(tools.requireLive(name)));
    }

    @Transactional(readOnly = true)
    Page<ToolView> page(@Nullable Category category, @Nullable String text, PageRequest request) {
        String before = Objects.requireNonNullElse(request.after(), END);
        String word = category == null ? "" : Words.of(category);
        String search = Objects.requireNonNullElse(text, "");
        List<Listed> found = new ArrayList<>();
        tools.page(word, search, before, request.fetch()).forEach(row -> found.add(new Listed(row.id(), view(row))));
        builtin(word, search, before).limit(request.fetch() - found.size()).forEach(found::add);
        return request.page(found, Listed::id).map(Listed::tool);
    }

    private Stream<Listed> builtin(String category, String text, String before) {
        List<ToolDefinition> all = builtins.all();
        return IntStream.range(0, all.size())
                .mapToObj(place -> new Listed(builtinId(all.size() - place), view(all.get(place))))
                .filter(listed -> listed.id().compareTo(before) < 0)
                .filter(listed ->
                        category.isEmpty() || category.equals(listed.tool().category()))
                .filter(listed -> listed.matches(text.toLowerCase(Locale.ROOT)));
    }

    /** Smaller than any id made of a time, so that the built-in tools end the list. */
    private static String builtinId(int number) {
        return String.format(Locale.ROOT, "tol_%032x", number);
    }

    private ToolView view(ToolRow row) {
        return ToolView.of(new CurrentTool(row.version(), tools.document(row), row.updatedAt()), row.createdAt());
    }

    private static ToolView view(ToolDefinition builtin) {
        return ToolView.of(CurrentTool.of(builtin), builtin.changedAt());
    }

    private record Listed(String id, ToolView tool) {
        boolean matches(String text) {
            return (tool.name() + " " + tool.description())
                    .toLowerCase(Locale.ROOT)
                    .contains(text);
        }
    }
}

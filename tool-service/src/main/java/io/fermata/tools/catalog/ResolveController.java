package io.fermata.tools.catalog;

import io.fermata.contracts.event.ToolChanged;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For other services: what these names mean now. Not routed by the gateway. */
@RestController
class ResolveController {
    private static final int MOST_NAMES = 400;

    /** Wider than a tool's name may be: whoever asks for one that is merely misspelt learns that it is unknown. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final ToolVersions tools;

    ResolveController(ToolVersions tools) {
        this.tools = tools;
    }

    @PostMapping("/internal/v1/tools/resolve")
    @RequiresPermission({"tools:read", "agents:write", "agents:read"})
    ResolvedView resolve(@RequestBody ResolveRequest request) {
        Set<String> names = request.distinct();
        List<ToolChanged> found =
                tools.current(names).stream().map(CurrentTool::changed).toList();
        Set<String> known = found.stream().map(ToolChanged::name).collect(Collectors.toSet());
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        return new ResolvedView(found, unknown);
    }

    /** @param agentId whose own tools would come first; no agent has tools of its own yet */
    record ResolveRequest(
            @Nullable List<@Nullable String> names,
            @Nullable String agentId) {
        Set<String> distinct() {
            if (names == null || names.size() > MOST_NAMES) {
                throw ProblemException.validation("/names", "must be a list of at most " + MOST_NAMES + " names");
            }
            Set<String> distinct = new LinkedHashSet<>();
            for (int i = 0; i < names.size(); i++) {
                distinct.add(checked(names.get(i), "/names/" + i));
            }
            return distinct;
        }

        private static String checked(@Nullable String name, String pointer) {
            if (name == null || !FORM.matcher(name).matches()) {
                throw ProblemException.validation(pointer, "must match " + FORM);
            }
            return name;
        }
    }

    record ResolvedView(List<ToolChanged> tools, List<String> unknown) {}
}

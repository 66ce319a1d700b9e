package io.fermata.registry.agent;

import io.fermata.registry.catalog.ToolCatalog;
import io.fermata.registry.config.AgentConfig;
import io.fermata.registry.config.ConfigRules;
import io.fermata.registry.config.Guardrails;
import io.fermata.registry.rules.Violations;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether there is what a configuration names as tools: those it uses, and those its guardrails are about. */
@Component
class ToolReferences {
    private final ToolCatalog catalog;

    ToolReferences(ToolCatalog catalog) {
        this.catalog = catalog;
    }

    /** One list of names, and those of it that need not be asked for. */
    private record Names(String pointer, List<String> all, Collection<String> known, String complaint) {
        Set<String> open() {
            return all.stream()
                    // A longer list is refused for its length.
                    .limit(ConfigRules.MOST_TOOLS)
                    .filter(ConfigRules::couldBeTool)
                    .filter(name -> !known.contains(name))
                    .collect(Collectors.toSet());
        }

        void report(Set<String> unknown, Violations violations) {
            Set<String> missing = new HashSet<>(open());
            missing.retainAll(unknown);
            for (int i = 0; i < all.size(); i++) {
                violations.unless(!missing.contains(all.get(i)), pointer + "/" + i, complaint);
            }
        }
    }

    /** Asks only for what is new. */
    void check(Agent agent, @Nullable AgentConfig before, Violations violations) {
        List<Names> lists = lists(agent.config(), before);
        Set<String> asked =
                lists.stream().flatMap(names -> names.open().stream()).collect(Collectors.toSet());
        if (!asked.isEmpty()) {
            Set<String> unknown = catalog.unknown(asked, agent.id().value());
            lists.forEach(names -> names.report(unknown, violations));
        }
    }

    private static List<Names> lists(AgentConfig config, @Nullable AgentConfig before) {
        return List.of(
                new Names(
                        "/config/tools",
                        config.tools(),
                        before == null ? Set.of() : before.tools(),
                        "there is no such tool"),
                guarded("require_approval_for", config, before, Guardrails::requireApprovalFor),
                guarded("forbidden_actions", config, before, Guardrails::forbiddenActions));
    }

    /** An entry that means nothing would protect nothing, and nobody would know. */
    private static Names guarded(
            String member,
            AgentConfig config,
            @Nullable AgentConfig before,
            Function<Guardrails, List<String>> entries) {
        Set<String> known = new HashSet<>(Guardrails.KINDS);
        known.addAll(config.tools());
        if (before != null) {
            known.addAll(entries.apply(before.guardrails()));
        }
        return new Names(
                "/config/guardrails/" + member,
                entries.apply(config.guardrails()),
                known,
                "there is no such tool and no such kind of operation");
    }
}

package io.fermata.registry.catalog;

import java.util.Collection;
import java.util.Set;

/** Which tools there are, for the caller's tenant. */
public interface ToolCatalog {
    /**
     * @param agentId whose own tools count too
     * @return those of the names that no tool has
     * @throws io.fermata.starter.problem.ProblemException {@code unavailable} when nobody can tell at the moment
     */
    Set<String> unknown(Collection<String> names, String agentId);
}

package io.fermata.registry.catalog;

import java.util.Collection;
import java.util.Set;

/** Which tools there are, for the caller's tenant. */
public interface ToolCatalog {
    /**
     * Those of the names that no tool has.
     *
     * @param agentId whose own tools count too
     * @throws io.fermata.starter.problem.ProblemException {@code unavailable} when nobody can tell at the moment
     */
    Set<String> unknown(Collection<String> names, String agentId);
}

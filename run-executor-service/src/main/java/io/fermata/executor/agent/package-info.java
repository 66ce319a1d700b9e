/** The executor's own view of agents: what a run needs of a version, kept here so that runs go on without the registry. */
@NullMarked
package io.fermata.executor.agent;

import org.jspecify.annotations.NullMarked;

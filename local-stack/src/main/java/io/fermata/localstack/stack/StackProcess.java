package io.fermata.localstack.stack;

import io.fermata.localstack.network.Endpoint;
import io.fermata.localstack.process.ProcessSpec;
import io.fermata.localstack.process.ShutdownRequest;
import java.util.List;

/** One process of the stack: how it is made ready, started, asked whether it is healthy, and ended. */
interface StackProcess {
    String name();

    /** The ports it listens on, the one people use first. */
    List<Endpoint> endpoints();

    /** Whatever must exist before the process; called before every start. */
    ProcessSpec prepare() throws Exception;

    boolean ready();

    /** Once per start command, when ready and before anything that depends on it starts; must bear repetition. */
    default void afterReady() throws Exception {}

    /** Options that choose the compilers; none where there is nothing to choose. */
    default List<String> compilers() {
        return List.of();
    }

    /** How often a start may end early before it counts as failed. */
    default int attempts() {
        return 1;
    }

    default ShutdownRequest shutdown() {
        return ShutdownRequest.TERMINATE;
    }
}

package io.fermata.localstack.process;

import java.io.IOException;

/** How a process is asked to end. */
@FunctionalInterface
public interface ShutdownRequest {
    /** SIGTERM, what most processes understand. */
    ShutdownRequest TERMINATE = ProcessHandle::destroy;

    void send(ProcessHandle process) throws IOException, InterruptedException;
}

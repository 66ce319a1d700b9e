package io.fermata.localstack.stack;

import io.fermata.localstack.process.ProcessMemory;
import java.util.Optional;

/**
 * What {@code status} shows of one process.
 *
 * @param pid 0 when it does not run
 * @param memoryBytes of the process and its children; a page several of them share counts once in total
 */
public record ProcessStatus(String name, boolean ready, long pid, int port, long memoryBytes) {
    static ProcessStatus of(StackProcess process, Optional<ProcessHandle> running) {
        int port = process.endpoints().getFirst().port();
        return running.map(handle -> new ProcessStatus(
                        process.name(), process.ready(), handle.pid(), port, ProcessMemory.bytes(handle)))
                .orElse(new ProcessStatus(process.name(), false, 0, port, 0));
    }

    public boolean runs() {
        return pid != 0;
    }
}

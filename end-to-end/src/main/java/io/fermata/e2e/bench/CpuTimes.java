package io.fermata.e2e.bench;

import io.fermata.localstack.stack.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CPU time used so far by each process of the stack and its children, as Linux counts it: in ticks of 10 ms. */
public record CpuTimes(Map<String, Duration> byProcess) {
    static final String CLIENT = "client";
    private static final Duration TICK = Duration.ofMillis(10);
    private static final int UTIME = 11; // counted from the state, which follows the name in parentheses
    private static final int CSTIME = 14;

    public static CpuTimes now(List<ProcessStatus> processes) {
        Map<String, Duration> times = new LinkedHashMap<>();
        processes.forEach(process -> times.put(process.name(), tree(process.pid())));
        times.put(CLIENT, own(ProcessHandle.current())); // its children may be the stack
        return new CpuTimes(times);
    }

    public Map<String, Duration> since(CpuTimes before) {
        Map<String, Duration> used = new LinkedHashMap<>();
        byProcess.forEach(
                (name, time) -> used.put(name, time.minus(before.byProcess.getOrDefault(name, Duration.ZERO))));
        return used;
    }

    /** The children that have ended count too: Postgres makes one per connection. */
    private static Duration tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(CpuTimes::own)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration own(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = UTIME; field <= CSTIME; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return TICK.multipliedBy(ticks);
        } catch (IOException _) {
            return Duration.ZERO; // it has ended between the listing and the look
        }
    }
}

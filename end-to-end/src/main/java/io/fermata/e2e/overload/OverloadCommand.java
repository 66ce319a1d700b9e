package io.fermata.e2e.overload;

import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.stack.StackDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/** {@code ./fermata overload}: brings a stack of its own up on free ports, asks too much of it, and takes it down. */
public final class OverloadCommand {
    private OverloadCommand() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            System.exit(run(OverloadOptions.of(Arrays.asList(arguments)), System.getenv()));
        } catch (IllegalArgumentException e) {
            System.err.println("fermata overload: " + e.getMessage());
            System.exit(2);
        }
    }

    private static int run(OverloadOptions options, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path repository = Path.of(environment.getOrDefault("FERMATA_ROOT", "")).toAbsolutePath();
        Path state = Path.of(environment.getOrDefault(
                        "FERMATA_HOME", repository.resolve(".fermata").toString()))
                .toAbsolutePath();
        Path home = state.resolve("overload");
        StackDirectory directory = new StackDirectory(home.resolve("stack"), new StackDirectory(state).apps());
        PortPlan ports = environment.containsKey("FERMATA_PORT_BASE") ? PortPlan.from(environment) : PortPlan.free();
        say("bringing a stack up");
        try (Arena arena = Arena.bringUp(repository, directory, ports, environment, options.pace())) {
            Thread hook = new Thread(arena::close, "stop-on-interrupt");
            Runtime.getRuntime().addShutdownHook(hook);
            OverloadReport report = new Overload(arena, options, Clock.systemUTC(), OverloadCommand::say).run();
            Path page = OverloadFiles.write(home, report);
            System.out.println("\n" + OverloadText.of(report) + "\n" + page);
            Runtime.getRuntime().removeShutdownHook(hook);
            return report.exitCode();
        }
    }

    private static void say(String words) {
        System.err.println("  " + words);
    }
}

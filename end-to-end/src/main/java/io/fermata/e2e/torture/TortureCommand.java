package io.fermata.e2e.torture;

import io.fermata.e2e.torture.report.Findings;
import io.fermata.e2e.torture.report.FindingsText;
import io.fermata.e2e.torture.report.ReportFiles;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.stack.StackDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/** {@code ./fermata torture}: brings a stack of its own up on free ports, tortures it, and takes it down. */
public final class TortureCommand {
    private TortureCommand() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        try {
            var options = TortureOptions.of(Arrays.asList(arguments), Math.floorMod(clock.millis(), 1_000_000_000));
            System.exit(run(options, System.getenv(), clock));
        } catch (IllegalArgumentException e) {
            System.err.println("fermata torture: " + e.getMessage());
            System.exit(2);
        }
    }

    private static int run(TortureOptions options, Map<String, String> environment, Clock clock)
            throws IOException, InterruptedException {
        Path repository = Path.of(environment.getOrDefault("FERMATA_ROOT", "")).toAbsolutePath();
        Path state = Path.of(environment.getOrDefault(
                        "FERMATA_HOME", repository.resolve(".fermata").toString()))
                .toAbsolutePath();
        Path home = state.resolve("torture");
        StackDirectory directory = new StackDirectory(home.resolve("stack"), new StackDirectory(state).apps());
        say("bringing a stack up");
        try (World world = World.bringUp(repository, directory, ports(environment), environment, options.seed())) {
            Thread hook = new Thread(world::close, "stop-on-interrupt");
            Runtime.getRuntime().addShutdownHook(hook);
            Findings findings = new Torture(world, options, clock, TortureCommand::say).run();
            Path report = ReportFiles.write(home, findings);
            System.out.println("\n" + FindingsText.of(findings) + "\n" + report);
            Runtime.getRuntime().removeShutdownHook(hook);
            return findings.exitCode();
        }
    }

    private static PortPlan ports(Map<String, String> environment) {
        return environment.containsKey("FERMATA_PORT_BASE") ? PortPlan.from(environment) : PortPlan.free();
    }

    private static void say(String words) {
        System.err.println("  " + words);
    }
}

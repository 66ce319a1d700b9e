package io.fermata.localstack;

import io.fermata.localstack.console.ProgressBoard;
import io.fermata.localstack.console.Style;
import io.fermata.localstack.console.Terminal;
import io.fermata.localstack.demo.Demo;
import io.fermata.localstack.demo.DemoModel;
import io.fermata.localstack.demo.Person;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.stack.Credentials;
import io.fermata.localstack.stack.LocalStack;
import io.fermata.localstack.stack.ProcessStatus;
import io.fermata.localstack.stack.RememberedPorts;
import io.fermata.localstack.stack.StackDirectory;
import io.fermata.localstack.stack.StackProgress;
import io.fermata.localstack.stack.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The verbs of the command line. */
final class Commands {
    private final Terminal terminal;
    private final Style style;
    private final Map<String, String> environment;
    private final Path repository;
    private final StackDirectory directory;
    private final RememberedPorts ports;

    Commands(Terminal terminal, Map<String, String> environment) throws IOException {
        this.terminal = terminal;
        this.style = terminal.style();
        this.repository = Path.of(environment.getOrDefault("FERMATA_ROOT", "")).toAbsolutePath();
        String home = environment.getOrDefault("FERMATA_HOME", "");
        this.directory = new StackDirectory(
                home.isBlank() ? repository.resolve(".fermata") : Path.of(home).toAbsolutePath());
        this.ports = new RememberedPorts(directory);
        this.environment = ports.completing(environment);
    }

    void run(String command, List<String> arguments) throws IOException, InterruptedException {
        switch (command) {
            case "up" -> up(Options.of(arguments, "--foreground"));
            case "down" -> down(Options.of(arguments));
            case "status" -> status(Options.of(arguments));
            case "logs" -> logs(Options.of(arguments, "-f"));
            case "start", "stop", "kill" -> one(command, Options.of(arguments));
            case "demo" -> demo(Options.of(arguments, "--yes", "--down"));
            case "reset" -> reset(Options.of(arguments));
            case "rebuild-bus" -> rebuildBus(Options.of(arguments, "--yes"));
            default -> throw new UsageException("unknown command '" + command + "', see ./fermata help");
        }
    }

    private void up(Options options) throws IOException, InterruptedException {
        options.requireNoWords();
        rememberPorts();
        long began = System.nanoTime();
        try (RunningStack running = RunningStack.bringUp(this::stack, terminal)) {
            ready(running.credentials(), Duration.ofNanos(System.nanoTime() - began));
            if (options.has("--foreground")) {
                terminal.line(style.dim("  Restarting what dies; Ctrl-C stops everything."));
                LocalStack stack = running.stack();
                new Supervisor(stack, stack.names()).run();
            }
        }
    }

    private void demo(Options options) throws IOException, InterruptedException {
        options.requireNoWords();
        rememberPorts();
        terminal.line("");
        try (RunningStack running = RunningStack.bringUp(this::stack, terminal)) {
            LocalStack quiet = stack(StackProgress.SILENT);
            new Demo(
                            quiet,
                            running.credentials(),
                            terminal,
                            options.has("--yes"),
                            DemoModel.in(environment),
                            Clock.systemUTC())
                    .run();
        }
        if (options.has("--down")) {
            down(Options.of(List.of()));
        }
    }

    /** Only such as make a plan: later commands, which need no variable, could do nothing with others. */
    private void rememberPorts() throws IOException {
        PortPlan.from(environment);
        ports.remember(environment);
    }

    private void ready(Credentials credentials, Duration took) {
        terminal.line("");
        terminal.line("  " + style.bold("Fermata is up")
                + style.dim(String.format(Locale.ROOT, " after %.1f s", took.toMillis() / 1000.0)));
        terminal.line("  gateway      " + style.cyan(credentials.gatewayUrl()));
        terminal.line("  credentials  " + directory.credentials());
        terminal.line(style.dim("  ./fermata status · logs <process> -f · demo · down"));
    }

    private void down(Options options) throws IOException, InterruptedException {
        options.requireNoWords();
        LocalStack stack = stack(StackProgress.SILENT);
        try (ProgressBoard board = new ProgressBoard(terminal, stack.names())) {
            stack(board).down();
        }
    }

    private void status(Options options) throws IOException {
        options.requireNoWords();
        List<ProcessStatus> processes = stack(StackProgress.SILENT).status();
        terminal.line(style.bold(
                String.format(Locale.ROOT, "  %-24s %-10s %7s %7s %9s", "process", "state", "port", "pid", "memory")));
        for (ProcessStatus process : processes) {
            terminal.line(row(process));
        }
        long total = processes.stream().mapToLong(ProcessStatus::memoryBytes).sum();
        terminal.line(String.format(Locale.ROOT, "  %-24s %-10s %7s %7s %9s", "", "", "", "", megabytes(total)));
    }

    private String row(ProcessStatus process) {
        String state = String.format(
                Locale.ROOT, "%-10s", process.ready() ? "ready" : process.runs() ? "not ready" : "stopped");
        String coloured =
                process.ready() ? style.green(state) : process.runs() ? style.yellow(state) : style.dim(state);
        return String.format(
                Locale.ROOT,
                "  %-24s %s %7d %7s %9s",
                process.name(),
                coloured,
                process.port(),
                process.runs() ? Long.toString(process.pid()) : "-",
                process.runs() ? megabytes(process.memoryBytes()) : "-");
    }

    private static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MB";
    }

    private void logs(Options options) throws IOException, InterruptedException {
        String name = options.requireWord("logs <process> [-f]");
        stack(StackProgress.SILENT).runs(name);
        List<String> command = options.has("-f")
                ? List.of("tail", "-n", "100", "-F", directory.log(name).toString())
                : List.of("tail", "-n", "1000", directory.log(name).toString());
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private void one(String verb, Options options) throws IOException, InterruptedException {
        String name = options.requireWord(verb + " <process>");
        try (ProgressBoard board = new ProgressBoard(terminal, List.of(name))) {
            LocalStack stack = stack(board);
            switch (verb) {
                case "start" -> stack.start(name);
                case "stop" -> stack.stop(name);
                default -> stack.kill(name);
            }
        }
    }

    private void reset(Options options) throws IOException, InterruptedException {
        down(options);
        directory.deleteData();
        terminal.line("  " + style.bold("All data is gone.") + style.dim(" ./fermata up starts with none."));
    }

    private void rebuildBus(Options options) throws IOException, InterruptedException {
        options.requireNoWords();
        terminal.line(
                "  Every topic, consumer group and replication slot is deleted. Services that run are restarted and");
        terminal.line("  send their outbox again from the tables.");
        if (!new Person(terminal, options.has("--yes")).agrees("Rebuild the bus?")) {
            terminal.line("  Nothing was changed.");
            return;
        }
        LocalStack stack = stack(StackProgress.SILENT);
        try (ProgressBoard board = new ProgressBoard(terminal, stack.names())) {
            stack(board).rebuildBus();
        }
    }

    private LocalStack stack(StackProgress progress) throws IOException {
        return LocalStack.of(repository, directory, PortPlan.from(environment), environment, progress);
    }
}

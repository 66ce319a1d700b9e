package io.fermata.localstack;

import io.fermata.localstack.console.Terminal;
import io.fermata.localstack.network.PortTakenException;
import io.fermata.localstack.stack.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What {@code ./fermata} runs. Exit codes: 0 done, 1 failed, 2 wrong usage. */
public final class Fermata {
    private Fermata() {}

    public static void main(String[] arguments) {
        System.setOut(new java.io.PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.exit(run(Arrays.asList(arguments), System.getenv()));
    }

    private static int run(List<String> arguments, Map<String, String> environment) {
        Terminal terminal = Terminal.of(environment);
        try {
            Commands commands = new Commands(terminal, environment);
            commands.run(arguments.getFirst(), arguments.subList(1, arguments.size()));
            return 0;
        } catch (UsageException e) {
            return complain(terminal, e, 2);
        } catch (StackException | PortTakenException | IllegalArgumentException e) {
            return complain(terminal, e, 1);
        } catch (IOException e) {
            return complain(terminal, e, 1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int complain(Terminal terminal, Exception e, int code) {
        System.err.println(terminal.style().red("fermata: ") + e.getMessage());
        return code;
    }
}

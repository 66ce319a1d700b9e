package io.fermata.localstack;

import io.fermata.localstack.console.ProgressBoard;
import io.fermata.localstack.console.Terminal;
import io.fermata.localstack.network.PortTakenException;
import io.fermata.localstack.stack.Credentials;
import io.fermata.localstack.stack.LocalStack;
import io.fermata.localstack.stack.StackException;
import io.fermata.localstack.stack.StackProgress;
import java.io.IOException;

/** A stack that a command has brought up. Ctrl-C before the command is done with it stops every process of it. */
final class RunningStack implements AutoCloseable {
    private final LocalStack stack;
    private final Credentials credentials;
    private final Thread stopOnInterrupt;

    private RunningStack(LocalStack stack, Credentials credentials, Thread stopOnInterrupt) {
        this.stack = stack;
        this.credentials = credentials;
        this.stopOnInterrupt = stopOnInterrupt;
    }

    static RunningStack bringUp(StackSource source, Terminal terminal) throws IOException, InterruptedException {
        try (ProgressBoard board =
                new ProgressBoard(terminal, source.stack(StackProgress.SILENT).names())) {
            LocalStack stack = source.stack(board);
            Thread stopOnInterrupt = new Thread(() -> abandon(stack), "stop-on-interrupt");
            Runtime.getRuntime().addShutdownHook(stopOnInterrupt);
            return new RunningStack(stack, upOrLeaveAsItIs(stack, stopOnInterrupt), stopOnInterrupt);
        }
    }

    /** What a failed start has left running is worth a look, and the next {@code up} goes on from there. */
    private static Credentials upOrLeaveAsItIs(LocalStack stack, Thread stopOnInterrupt)
            throws IOException, InterruptedException {
        try {
            return stack.up();
        } catch (StackException | PortTakenException e) {
            Runtime.getRuntime().removeShutdownHook(stopOnInterrupt);
            throw e;
        }
    }

    Credentials credentials() {
        return credentials;
    }

    LocalStack stack() {
        return stack;
    }

    /** The command is done: the stack stays up without it. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(stopOnInterrupt);
    }

    private static void abandon(LocalStack stack) {
        try {
            stack.abandon();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the stack with somebody who hears of its progress. */
    @FunctionalInterface
    interface StackSource {
        LocalStack stack(StackProgress progress) throws IOException;
    }
}

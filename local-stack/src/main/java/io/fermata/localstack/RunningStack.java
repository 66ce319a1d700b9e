package io.fermata.localstack;

import io.fermata.localstack.console.ProgressBoard;
import io.fermata.localstack.console.Terminal;
import io.fermata.localstack.network.PortTakenException;
import io.fermata.localstack.stack.Credentials;
import io.fermata.localstack.stack.LocalStack;
import io.fermata.localstack.stack.StackException;
import io.fermata.localstack.stack.StackProgress;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stack that a command has brought up. Ctrl-C before the command is done with it stops every process of it. */
final class RunningStack implements AutoCloseable {
    private final LocalStack stack;
    private final Credentials credentials;
    private final AtomicBoolean released;

    private RunningStack(LocalStack stack, Credentials credentials, AtomicBoolean released) {
        this.stack = stack;
        this.credentials = credentials;
        this.released = released;
    }

    static RunningStack bringUp(StackSource source, Terminal terminal) throws IOException, InterruptedException {
        try (ProgressBoard board =
                new ProgressBoard(terminal, source.stack(StackProgress.SILENT).names())) {
            LocalStack stack = source.stack(board);
            AtomicBoolean released = new AtomicBoolean();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> abandonUnless(released, stack), "stop-on-interrupt"));
            return new RunningStack(stack, upOrLeaveAsItIs(stack, released), released);
        }
    }

    /** What a failed start has left running is worth a look, and the next {@code up} goes on from there. */
    private static Credentials upOrLeaveAsItIs(LocalStack stack, AtomicBoolean released)
            throws IOException, InterruptedException {
        try {
            return stack.up();
        } catch (StackException | PortTakenException e) {
            released.set(true);
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
        released.set(true);
    }

    private static void abandonUnless(AtomicBoolean released, LocalStack stack) {
        if (released.get()) {
            return;
        }
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

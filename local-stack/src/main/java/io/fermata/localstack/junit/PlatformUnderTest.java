package io.fermata.localstack.junit;

import io.fermata.localstack.StackService;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.stack.Credentials;
import io.fermata.localstack.stack.LocalStack;
import io.fermata.localstack.stack.StackDirectory;
import io.fermata.localstack.stack.StackProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The running platform as a test sees it: addresses, keys, and hands that can stop its processes. */
public final class PlatformUnderTest {
    private final LocalStack stack;
    private final Credentials credentials;

    private PlatformUnderTest(LocalStack stack, Credentials credentials) {
        this.stack = stack;
        this.credentials = credentials;
    }

    /** On free ports, with no data, from the jars that are built; ends with the JVM. */
    static PlatformUnderTest start(Path repository, Path home) {
        try {
            StackDirectory directory = new StackDirectory(home);
            LocalStack stack =
                    LocalStack.of(repository, directory, PortPlan.free(), environment(), StackProgress.SILENT);
            stack.down(); // what a test JVM that was killed has left behind
            directory.deleteData();
            LocalStack fresh = LocalStack.of(repository, directory, stack.ports(), environment(), StackProgress.SILENT);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(fresh), "stop-platform-under-test"));
            return new PlatformUnderTest(fresh, fresh.up());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the platform started", e);
        }
    }

    public String gatewayUrl() {
        return credentials.gatewayUrl();
    }

    public Credentials credentials() {
        return credentials;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + stack.ports().of("kafka").port();
    }

    public String modelUrl() {
        return stack.ports().of("scripted-model").url();
    }

    public String toolServerUrl() {
        return stack.ports().of("demo-tools").url();
    }

    /** A service's own address, behind the gateway's back. */
    public String url(StackService service) {
        return stack.ports().of(service.module()).url();
    }

    public String managementUrl(StackService service) {
        return stack.ports().managementOf(service.module()).url();
    }

    /** Where its processes write and what they keep. */
    public StackDirectory directory() {
        return stack.directory();
    }

    public int postgresPort() {
        return stack.ports().of("postgres").port();
    }

    public Path log(String process) {
        return stack.directory().log(process);
    }

    /** SIGKILL. Names are those of {@code ./fermata status}. */
    public void kill(String process) {
        try {
            stack.kill(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + process + " was killed", e);
        }
    }

    /** Ends the process the way a rolling update does. */
    public void stop(String process) {
        stack.stop(process);
    }

    /** What {@code ./fermata rebuild-bus} does. */
    public void rebuildBus() {
        try {
            stack.rebuildBus();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the bus was rebuilt", e);
        }
    }

    /** Returns when the process is ready. */
    public void start(String process) {
        stack.start(process);
    }

    /**
     * What a stack of tests is told beside what this JVM was. Tests never reach a real provider, and only what they start
     * often repays its training.
     */
    public static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("OPENAI_") || name.startsWith("ANTHROPIC_"));
        environment.putIfAbsent("FERMATA_DEMO_LOOKUP_DELAY_MS", "0");
        environment.putIfAbsent("FERMATA_AOT", "run-executor-service,tool-service");
        return environment;
    }

    private static void end(LocalStack stack) {
        try {
            stack.abandon();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

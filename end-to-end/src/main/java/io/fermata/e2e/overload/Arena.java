package io.fermata.e2e.overload;

import io.fermata.e2e.bench.CpuTimes;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.http.Http;
import io.fermata.e2e.leak.Databases;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.stack.Credentials;
import io.fermata.localstack.stack.LocalStack;
import io.fermata.localstack.stack.StackDirectory;
import io.fermata.localstack.stack.StackProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The stack that is asked for too much: one of each service, and beside the usual models one whose key has a pace. */
public final class Arena implements AutoCloseable {
    static final String UNBOUND = "openai/any";
    static final String PACED = "paced/any";
    private static final String MODEL = "scripted-model";
    private static final String PROVIDER = "FERMATA_EXECUTOR_PROVIDERS_PACED_";

    private final LocalStack stack;
    private final Credentials credentials;
    private final Http http = new Http();

    private Arena(LocalStack stack, Credentials credentials) {
        this.stack = stack;
        this.credentials = credentials;
    }

    /**
     * Starts from nothing: what an earlier measurement has left in this directory is deleted, but for the programs.
     *
     * @param pace calls per second of the key to {@link #PACED}
     */
    public static Arena bringUp(
            Path repository, StackDirectory directory, PortPlan ports, Map<String, String> environment, int pace)
            throws IOException, InterruptedException {
        LocalStack.of(repository, directory, ports, environment, StackProgress.SILENT)
                .down();
        directory.deleteData();
        Map<String, String> services = services(environment, ports.of(MODEL).url(), pace);
        LocalStack stack = LocalStack.of(repository, directory, ports, services, StackProgress.SILENT);
        return new Arena(stack, stack.upWhole());
    }

    private static Map<String, String> services(Map<String, String> caller, String model, int pace) {
        Map<String, String> environment = new HashMap<>(caller);
        environment.keySet().removeIf(name -> name.startsWith("OPENAI_") || name.startsWith("ANTHROPIC_"));
        environment.put(PROVIDER + "API", "openai");
        environment.put(PROVIDER + "BASEURL", model + "/v1");
        environment.put(PROVIDER + "APIKEY", "paced");
        environment.put(PROVIDER + "MAXCALLSPERSECOND", Integer.toString(pace));
        return environment;
    }

    Guest guest(String tenant, String model) {
        var admin = new Gateway(http, credentials.gatewayUrl(), credentials.platformAdminKey());
        return Guest.settle(admin, tenant, model);
    }

    /** What the model answers from here on, as a script of the testkit. */
    void modelAnswers(String script) {
        http.send("POST", modelUrl() + "/__script", Map.of("Content-Type", "text/plain"), script)
                .requireSuccess("the model's script");
    }

    /** The latest requests to the model, as it saw them. */
    JsonNode modelLog() {
        return http.send("GET", modelUrl() + "/__log", Map.of(), null)
                .requireSuccess("the model's log")
                .json();
    }

    private String modelUrl() {
        return stack.ports().of(MODEL).url();
    }

    CpuTimes cpu() {
        return CpuTimes.now(stack.status());
    }

    Databases databases() throws IOException {
        return Databases.of(stack.directory(), stack.ports().of("postgres").port());
    }

    @Override
    public void close() {
        try {
            stack.abandon();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            http.close();
        }
    }
}

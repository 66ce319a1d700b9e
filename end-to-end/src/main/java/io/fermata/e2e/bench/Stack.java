package io.fermata.e2e.bench;

import io.fermata.e2e.http.Json;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.stack.LocalStack;
import io.fermata.localstack.stack.ProcessStatus;
import io.fermata.localstack.stack.RememberedPorts;
import io.fermata.localstack.stack.StackDirectory;
import io.fermata.localstack.stack.StackProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The local stack that {@code ./fermata up} has started, found by its directory. */
record Stack(LocalStack processes, StackDirectory directory, PortPlan ports) {
    static Stack of(Map<String, String> environment) throws IOException {
        Path repository = Path.of(environment.getOrDefault("FERMATA_ROOT", "")).toAbsolutePath();
        String home = environment.getOrDefault("FERMATA_HOME", "");
        var directory = new StackDirectory(
                home.isBlank() ? repository.resolve(".fermata") : Path.of(home).toAbsolutePath());
        Map<String, String> found = new RememberedPorts(directory).completing(environment);
        PortPlan ports = PortPlan.from(found);
        LocalStack processes = LocalStack.of(repository, directory, ports, found, StackProgress.SILENT);
        return new Stack(processes, directory, ports);
    }

    List<ProcessStatus> requireAllRunning() {
        List<ProcessStatus> all = processes.status();
        all.stream().filter(process -> !process.runs()).findFirst().ifPresent(process -> {
            throw new IllegalArgumentException(process.name() + " does not run; start the stack with ./fermata up");
        });
        return all;
    }

    String gatewayUrl() {
        return ports.of("gateway-service").url();
    }

    String registryUrl() {
        return ports.of("agent-registry-service").url();
    }

    String modelUrl() {
        return ports.of("scripted-model").url();
    }

    String toolUrl() {
        return ports.of("demo-tools").url();
    }

    int postgresPort() {
        return ports.of("postgres").port();
    }

    String platformAdminKey() throws IOException {
        return Json.read(Files.readString(directory.credentials()))
                .path("platform_admin_key")
                .asString();
    }

    String postgresPassword() throws IOException {
        return Json.read(Files.readString(directory.secrets()))
                .path("postgres_password")
                .asString();
    }
}

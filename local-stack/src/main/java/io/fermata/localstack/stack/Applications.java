package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import io.fermata.localstack.network.PortPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which processes a stack has beside Postgres and Kafka, in the order they are started. */
record Applications(
        Path repository,
        StackDirectory directory,
        PortPlan ports,
        Map<String, String> environment,
        ServiceEnvironment services,
        Topology topology) {
    List<StackProcess> all() {
        List<StackProcess> applications = new ArrayList<>();
        if (topology.oracle()) {
            applications.add(oracle());
        } else {
            if (ServiceEnvironment.usesScriptedModel(environment)) {
                applications.add(testkit("scripted-model", "ScriptedModelServer", "scripted-model", List.of()));
            }
            applications.add(demoTools());
        }
        for (StackService service : StackService.values()) {
            addInstances(applications, service);
        }
        return applications;
    }

    private void addInstances(List<StackProcess> applications, StackService service) {
        ServiceApp app = new ServiceApp(service, repository, directory, environment);
        applications.add(instance(service, service.module(), app));
        if (topology.doubled().contains(service)) {
            applications.add(instance(service, service.second(), app));
        }
    }

    private ServiceProcess instance(StackService service, String name, ServiceApp app) {
        return new ServiceProcess(service, name, app, services, ports, directory, Agents.of(environment));
    }

    private TestkitProcess oracle() {
        String ledger = directory.ledger().toString();
        return testkit("oracle", "OracleServer", "scripted-model", List.of("--ledger", ledger));
    }

    /** Slow on purpose: the demo kills the executor while the tool is still thinking. */
    private TestkitProcess demoTools() {
        String lookupDelay = environment.getOrDefault("FERMATA_DEMO_LOOKUP_DELAY_MS", "3000");
        return testkit("demo-tools", "DemoToolServer", "demo-tools", List.of("--lookup-delay-ms", lookupDelay));
    }

    private TestkitProcess testkit(String name, String mainClass, String port, List<String> arguments) {
        return new TestkitProcess(
                name,
                "io.fermata.testkit." + mainClass,
                ports.of(port),
                arguments,
                directory,
                services.base(),
                Jit.of(environment));
    }
}

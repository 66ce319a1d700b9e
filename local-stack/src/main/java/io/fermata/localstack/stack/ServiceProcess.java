package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import io.fermata.localstack.network.Endpoint;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.process.ProcessSpec;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** One instance of a service of the platform. */
final class ServiceProcess implements StackProcess {
    private final StackService service;
    private final String name;
    private final ServiceApp app;
    private final ServiceEnvironment environment;
    private final PortPlan ports;
    private final StackDirectory directory;
    private final List<String> agents;

    ServiceProcess(
            StackService service,
            String name,
            ServiceApp app,
            ServiceEnvironment environment,
            PortPlan ports,
            StackDirectory directory,
            List<String> agents) {
        this.service = service;
        this.name = name;
        this.app = app;
        this.environment = environment;
        this.ports = ports;
        this.directory = directory;
        this.agents = agents;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(ports.of(name()), ports.managementOf(name()));
    }

    @Override
    public ProcessSpec prepare() throws IOException, InterruptedException {
        return spec(app.command(agents));
    }

    @Override
    public boolean ready() {
        return Probes.answersOk(ports.of(name()).url() + "/readyz");
    }

    @Override
    public List<String> compilers() {
        return app.compilers();
    }

    /** One instance of a service learns for all. */
    boolean trains(Predicate<StackService> trained) {
        return name.equals(service.module()) && trained.test(service);
    }

    ServiceApp app() {
        return app;
    }

    ProcessSpec training() throws IOException, InterruptedException {
        return spec(app.trainingCommand());
    }

    private ProcessSpec spec(List<String> command) {
        return new ProcessSpec(name(), command, environment.of(service, name), directory.log(name()));
    }
}

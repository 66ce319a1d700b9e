package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The whole platform on one machine. Its processes stand on their own: they outlive the command that started them, and
 * every operation here looks at what runs and does what is missing.
 */
public final class LocalStack {
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final StackDirectory directory;
    private final PortPlan ports;
    private final ProcessTable table;
    private final PostgresProcess postgres;
    private final KafkaProcess kafka;
    private final List<StackProcess> foundations;
    private final List<StackProcess> applications;
    private final StackProgress progress;
    private final ProcessStarter starter;
    private final AotTraining training;
    private final boolean compilersAsked;

    private LocalStack(
            StackDirectory directory,
            PortPlan ports,
            PostgresProcess postgres,
            KafkaProcess kafka,
            List<StackProcess> applications,
            StackProgress progress,
            Predicate<StackService> trained,
            boolean compilersAsked) {
        this.directory = directory;
        this.ports = ports;
        this.table = new ProcessTable(directory.pids());
        this.postgres = postgres;
        this.kafka = kafka;
        this.foundations = List.of(postgres, kafka);
        this.applications = applications;
        this.progress = progress;
        this.training = new AotTraining(table, progress, trained);
        this.compilersAsked = compilersAsked;
        this.starter = new ProcessStarter(table, progress);
    }

    /**
     * The stack that lives in this directory; nothing is started yet.
     *
     * @param repository the checkout whose built jars are run
     * @param environment of the caller; what it sets reaches the services
     */
    public static LocalStack of(
            Path repository,
            StackDirectory directory,
            PortPlan ports,
            Map<String, String> environment,
            StackProgress progress)
            throws IOException {
        return of(repository, directory, ports, environment, Topology.PLAIN, progress);
    }

    /** The same, but not in its plain form. */
    public static LocalStack of(
            Path repository,
            StackDirectory directory,
            PortPlan ports,
            Map<String, String> environment,
            Topology topology,
            StackProgress progress)
            throws IOException {
        Secrets secrets = Secrets.loadOrCreate(directory.secrets());
        ServiceEnvironment services = new ServiceEnvironment(environment, ports, secrets, directory, topology);
        return new LocalStack(
                directory,
                ports,
                new PostgresProcess(directory, ports.of("postgres"), secrets, services.base()),
                new KafkaProcess(directory, ports, services.base(), Jit.of(environment), topology.kafka()),
                new Applications(repository, directory, ports, environment, services, topology).all(),
                progress,
                TrainedServices.of(environment),
                Jit.isAsked(environment));
    }

    /** Starts whatever does not run, or not with the compilers that were asked for; returns when everything is ready. */
    public Credentials up() throws InterruptedException, IOException {
        if (compilersAsked && processes().anyMatch(this::isCompiledOtherwise)) {
            down();
        }
        // What stands on nothing need not wait for the broker.
        List<StackProcess> first = processes()
                .filter(process -> !(process instanceof ServiceProcess))
                .toList();
        Parallel.forEach(first, first.size(), starter::start);
        training.trainMissing(applications);
        // More at once than there are cores only makes each of them slower.
        Parallel.forEach(applications, Runtime.getRuntime().availableProcessors() + 1, starter::start);
        return new DemoTenant(directory, ports.of(StackService.GATEWAY.module()).url()).ensure();
    }

    /** {@link #up}, but what did start ends again when the rest cannot. */
    public Credentials upWhole() throws InterruptedException, IOException {
        try {
            return up();
        } catch (IOException | InterruptedException | RuntimeException e) {
            abandon();
            throw e;
        }
    }

    /**
     * Deletes every topic and replication slot, and lets the services recover from their outbox tables. Services that
     * ran are stopped for it and run again afterwards; Postgres and Kafka are started when they do not.
     */
    public void rebuildBus() throws IOException, InterruptedException {
        Parallel.forEach(foundations, foundations.size(), starter::start);
        List<StackProcess> running = applications.stream()
                .filter(process -> process instanceof ServiceProcess && runs(process.name()))
                .toList();
        Parallel.forEach(running.reversed(), running.size(), this::stop);
        try {
            kafka.rebuild(postgres.databases(), postgres.superuserPassword());
        } catch (ExecutionException | SQLException e) {
            throw new StackException("the bus cannot be rebuilt: " + e.getMessage(), e);
        }
        Parallel.forEach(running, Runtime.getRuntime().availableProcessors() + 1, starter::start);
    }

    /** Stops everything, the services before what they stand on. */
    public void down() throws InterruptedException {
        Parallel.forEach(applications.reversed(), applications.size(), this::stop);
        Parallel.forEach(foundations.reversed(), 1, this::stop);
    }

    /** Ends every process, those included that are just being started: for a command that was interrupted. */
    public void abandon() throws InterruptedException {
        starter.refuseFurtherStarts();
        down();
    }

    public void start(String name) {
        starter.start(require(name));
    }

    public void stop(String name) {
        stop(require(name));
    }

    /** SIGKILL: the process has no chance to finish anything. */
    public void kill(String name) throws IOException, InterruptedException {
        table.kill(require(name).name());
        progress.stopped(name);
    }

    /** SIGSTOP: the process stays, with its connections, and does nothing until it is thawed. */
    public void freeze(String name) throws IOException, InterruptedException {
        table.signal(require(name).name(), "STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    public void thaw(String name) throws IOException, InterruptedException {
        table.signal(require(name).name(), "CONT");
    }

    public boolean ready(String name) {
        return runs(name) && require(name).ready();
    }

    public boolean runs(String name) {
        return table.find(require(name).name()).isPresent();
    }

    public List<ProcessStatus> status() {
        return processes()
                .map(process -> ProcessStatus.of(process, table.find(process.name())))
                .toList();
    }

    public PortPlan ports() {
        return ports;
    }

    public StackDirectory directory() {
        return directory;
    }

    public List<String> names() {
        return processes().map(StackProcess::name).toList();
    }

    private boolean isCompiledOtherwise(StackProcess process) {
        return table.find(process.name())
                .flatMap(running -> running.info().arguments())
                .filter(arguments -> !Jit.same(List.of(arguments), process.compilers()))
                .isPresent();
    }

    private void stop(StackProcess process) {
        try {
            if (table.find(process.name()).isPresent()) {
                progress.working(process.name(), "stopping");
            }
            table.stop(process.name(), process.shutdown(), GRACE);
            progress.stopped(process.name());
        } catch (IOException e) {
            throw new StackException(process.name() + " cannot be stopped: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while " + process.name() + " stopped", e);
        }
    }

    private StackProcess require(String name) {
        Optional<StackProcess> found =
                processes().filter(process -> process.name().equals(name)).findFirst();
        return found.orElseThrow(() -> new StackException("there is no process '" + name + "'; there are: "
                + String.join(
                        ", ", names().stream().sorted(Comparator.naturalOrder()).toList())));
    }

    private Stream<StackProcess> processes() {
        return Stream.concat(foundations.stream(), applications.stream());
    }
}

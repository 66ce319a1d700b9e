package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import io.fermata.localstack.network.Endpoint;
import io.fermata.localstack.postgres.DatabaseScript;
import io.fermata.localstack.postgres.PostgresBinaries;
import io.fermata.localstack.postgres.PostgresServer;
import io.fermata.localstack.process.ProcessSpec;
import io.fermata.localstack.process.ShutdownRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Postgres with one database per service. */
final class PostgresProcess implements StackProcess {
    private final StackDirectory directory;
    private final Endpoint endpoint;
    private final Secrets secrets;
    private final Map<String, String> environment;

    PostgresProcess(StackDirectory directory, Endpoint endpoint, Secrets secrets, Map<String, String> environment) {
        this.directory = directory;
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(endpoint);
    }

    @Override
    public ProcessSpec prepare() throws IOException, InterruptedException {
        PostgresServer server = server();
        server.initialise(directory.log(name()));
        server.removeStalePidFile();
        return new ProcessSpec(name(), server.command(), environment, directory.log(name()));
    }

    @Override
    public boolean ready() {
        return unpacked().isPresent() && unpacked().get().answers();
    }

    @Override
    public void afterReady() throws SQLException, IOException {
        for (StackService service : StackService.values()) {
            if (service.database().isPresent()) {
                String database = service.database().get();
                server().script().create(database, secrets.of(database));
            }
        }
    }

    /** After a SIGKILL the orphaned backends may hold the shared memory for a moment, and the first start is refused. */
    @Override
    public int attempts() {
        return 5;
    }

    @Override
    public ShutdownRequest shutdown() {
        return PostgresServer::requestShutdown;
    }

    DatabaseScript databases() throws IOException {
        return server().script();
    }

    String superuserPassword() {
        return secrets.postgresPassword();
    }

    private PostgresServer server() throws IOException {
        return server(PostgresBinaries.unpackedIn(directory.programs()));
    }

    private Optional<PostgresServer> unpacked() {
        return PostgresBinaries.foundIn(directory.programs()).map(this::server);
    }

    private PostgresServer server(PostgresBinaries binaries) {
        return new PostgresServer(binaries, directory.data(name()), endpoint.port(), secrets.postgresPassword());
    }
}

package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import io.fermata.localstack.postgres.DatabaseCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What no two stacks share: made once by the first start, kept in {@code secrets.json}. */
record Secrets(
        String postgresPassword,
        String secretKey,
        @Nullable String masterKey,
        Map<String, DatabaseCredentials> databases) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Reads the file, or makes it; adds what came with a newer version: a database's passwords, the master key. */
    static Secrets loadOrCreate(Path file) throws IOException {
        Secrets known = Files.exists(file) ? PrivateFiles.read(file, Secrets.class) : fresh();
        Map<String, DatabaseCredentials> databases = new TreeMap<>(known.databases());
        for (StackService service : StackService.values()) {
            service.database().ifPresent(name -> databases.computeIfAbsent(name, _ -> freshCredentials()));
        }
        String masterKey = Optional.ofNullable(known.masterKey()).orElseGet(Secrets::key);
        Secrets complete = new Secrets(known.postgresPassword(), known.secretKey(), masterKey, databases);
        if (!Files.exists(file) || !complete.equals(known)) {
            PrivateFiles.write(file, complete);
        }
        return complete;
    }

    DatabaseCredentials of(String database) {
        return Optional.ofNullable(databases.get(database))
                .orElseThrow(() -> new IllegalStateException("no passwords for database " + database));
    }

    private static Secrets fresh() {
        return new Secrets(password(), key(), key(), Map.of());
    }

    /** What the services get as {@code FERMATA_SEALING_MASTER_KEYS}. */
    String masterKeys() {
        return "local-1:" + masterKey;
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(bytes(32));
    }

    private static DatabaseCredentials freshCredentials() {
        return new DatabaseCredentials(password(), password(), password());
    }

    private static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Secrets[redacted]";
    }
}

package io.fermata.identity.apikey;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.permission.Grant;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Issues a key in the current tenant. Whether the issuer may is asked by whoever lets people issue keys. */
@Component
public class IssueApiKey {
    private final ApiKeyRows rows;
    private final KeySecrets secrets;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    IssueApiKey(ApiKeyRows rows, KeySecrets secrets, Audit audit, Ids ids, Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is issued.
     *
     * @param serviceAccountId whose key it will be; null for a key that stands for itself
     */
    public record Command(
            String name,
            Grant grant,
            @Nullable String serviceAccountId,
            @Nullable Instant expiresAt) {
        public Command(String name, Grant grant) {
            this(name, grant, null, null);
        }
    }

    @Transactional
    public IssuedKey handle(Command command) {
        return issue(command, secrets.next());
    }

    /** Issues a key whose secret was chosen outside, for automated installations. */
    @Transactional
    public IssuedKey handle(Command command, String secret) {
        if (!KeySecrets.isWellFormed(secret)) {
            throw new IllegalArgumentException("an API key looks like fk_<env>_<at least 27 letters and digits>");
        }
        return issue(command, secret);
    }

    private IssuedKey issue(Command command, String secret) {
        String creator = Caller.find().map(Caller::subject).orElse("service:identity-service");
        ApiKey key = new ApiKey(
                ids.next("key"),
                command.name(),
                command.grant(),
                command.serviceAccountId(),
                KeySecrets.hint(secret),
                creator,
                clock.instant(),
                command.expiresAt(),
                null,
                null);
        rows.saveAndFlush(new ApiKeyRow(key, secrets.hash(secret)));
        audit.record(
                "api_key.create",
                key.id(),
                Map.of("name", key.name(), "permissions", key.grant().permissions()));
        return new IssuedKey(key, secret);
    }
}

package io.fermata.executor.providerkey;

import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Stores a tenant's key for a provider of the operator's, or the one that takes its place. */
@Service
class PutProviderKey {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,4096}");

    private final RunExecutorProperties properties;
    private final ProviderKeyStore keys;
    private final ProviderKeyBox box;
    private final KnownProviderKeys known;
    private final AuditTrail audit;
    private final Clock clock;

    PutProviderKey(
            RunExecutorProperties properties,
            ProviderKeyStore keys,
            ProviderKeyBox box,
            KnownProviderKeys known,
            AuditTrail audit,
            Clock clock) {
        this.properties = properties;
        this.keys = keys;
        this.box = box;
        this.known = known;
        this.audit = audit;
        this.clock = clock;
    }

    ProviderKeyView handle(String name, @Nullable String key) {
        ProviderName provider = ProviderName.parse(name)
                .filter(this::isOffered)
                .orElseThrow(() -> ProblemException.notFound("model provider"));
        if (key == null || !KEY.matcher(key).matches()) {
            throw ProblemException.validation(
                    List.of(new FieldProblem("/api_key", "must be 8 to 4096 visible ASCII characters without spaces")));
        }
        return known.change(provider, () -> store(provider, key));
    }

    private ProviderKeyView store(ProviderName provider, String key) {
        int version = keys.lockVersion(provider) + 1;
        ProviderKeyView view = keys.put(box.seal(provider, version, key), clock.instant());
        audit.record(AuditEntry.of("provider_key.put", "provider_key", provider.value())
                .with("version", version));
        return view;
    }

    private boolean isOffered(ProviderName provider) {
        RunExecutorProperties.Provider offered = properties.providers().get(provider.value());
        return offered != null && offered.isOffered();
    }
}

package io.fermata.tools.secrets;

import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores a secret, or its next version. */
@Service
class PutSecret {
    /** Shorter ones would be found, and redacted, all over what tools answer. */
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{8,4096}");

    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9]([a-z0-9.-]{0,252}))(:[0-9]{1,5})?");
    private static final int MOST_HOSTS = 20;

    private final SecretStore secrets;
    private final SecretBox box;
    private final AuditTrail audit;
    private final Clock clock;

    PutSecret(SecretStore secrets, SecretBox box, AuditTrail audit, Clock clock) {
        this.secrets = secrets;
        this.box = box;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    SecretView handle(String name, @Nullable String value, @Nullable List<@Nullable String> allowedHosts) {
        List<FieldProblem> problems = new ArrayList<>();
        if (!SecretName.valid(name)) {
            problems.add(new FieldProblem("/name", "must be letters, digits and underscores, at most 64"));
        }
        if (value == null || !VALUE.matcher(value).matches()) {
            problems.add(new FieldProblem("/value", "must be 8 to 4096 visible ASCII characters without line breaks"));
        }
        List<String> hosts = hosts(allowedHosts, problems);
        if (value == null || !problems.isEmpty()) {
            throw ProblemException.validation(problems);
        }
        return store(new SecretName(name), value, hosts);
    }

    private SecretView store(SecretName name, String value, List<String> hosts) {
        int version = secrets.lockVersion(name) + 1;
        SealedSecret sealed = box.seal(name, version, value, hosts);
        SecretView view = secrets.put(sealed, clock.instant());
        audit.record(AuditEntry.of("secret.put", "secret", name.value())
                .with("version", version)
                .with("allowed_hosts", hosts));
        return view;
    }

    private static List<String> hosts(@Nullable List<@Nullable String> declared, List<FieldProblem> problems) {
        List<String> hosts = new ArrayList<>();
        if (declared == null || declared.isEmpty() || declared.size() > MOST_HOSTS) {
            problems.add(new FieldProblem("/allowed_hosts", "must name 1 to " + MOST_HOSTS + " hosts"));
            return hosts;
        }
        for (int i = 0; i < declared.size(); i++) {
            @Nullable String host = declared.get(i);
            String lower = host == null ? "" : host.toLowerCase(Locale.ROOT);
            if (HOST.matcher(lower).matches()) {
                hosts.add(lower);
            } else {
                problems.add(
                        new FieldProblem("/allowed_hosts/" + i, "must be a host, or host:port, without wildcards"));
            }
        }
        return hosts;
    }
}

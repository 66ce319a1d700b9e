package io.fermata.identity.client;

import io.fermata.identity.platform.IdentityProperties;
import io.fermata.identity.platform.ShownIds;
import io.fermata.starter.security.TokenSigner;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds applications: the platform's own two, and those the tenants have registered. */
@Component
public class Applications {
    /** The web UI. */
    public static final String CONTROL_CENTER = "control-center";

    /** The command line, and whatever else people run on machines of their own. */
    public static final String COMMAND_LINE = "fermata-cli";

    private static final Set<String> OURS = Set.of(Scopes.OPENID, Scopes.PROFILE, Scopes.EMAIL, Scopes.EVERYTHING);

    private final ClientTable table;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Map<String, Application> own;

    Applications(
            ClientTable table,
            JdbcClient database,
            TransactionTemplate transactions,
            TokenSigner signer,
            IdentityProperties properties) {
        this.table = table;
        this.database = database;
        this.transactions = transactions;
        List<String> redirects = properties.controlCenterRedirects().isEmpty()
                ? List.of(signer.issuer() + "/callback")
                : properties.controlCenterRedirects();
        this.own = Map.of(
                CONTROL_CENTER,
                own(CONTROL_CENTER, "Fermata control center", redirects, starts(redirects), false),
                COMMAND_LINE,
                // Any program on the same machine could say it is this one: people are asked.
                own(COMMAND_LINE, "Fermata command line", List.of("http://127.0.0.1/callback"), List.of(), true));
    }

    /** People leave the control center where they entered it: at its start. */
    private static List<String> starts(List<String> redirects) {
        return redirects.stream()
                .map(redirect -> URI.create(redirect).resolve("/").toString())
                .distinct()
                .toList();
    }

    public Optional<Application> find(String id) {
        if (!ShownIds.isOne(id)) {
            return Optional.empty();
        }
        Application ours = own.get(id);
        return ours != null
                ? Optional.of(ours)
                : tenantOf(id).flatMap(tenant -> Tenants.call(tenant, () -> transactions.execute(_ -> table.find(id))));
    }

    /** Whether the address is one the application signs people in at. */
    public boolean mayBeSentBackTo(String id, String address) {
        return find(id).filter(application -> application.mayBeSentBackTo(address))
                .isPresent();
    }

    /** The same for where people go after they have signed out, which is registered to the letter. */
    public boolean maySendOnAfterSignOut(String id, String address) {
        return find(id).filter(
                        application -> application.postLogoutRedirectUris().contains(address))
                .isPresent();
    }

    private Optional<TenantId> tenantOf(String id) {
        return Tenants.housekeeping(() ->
                transactions.execute(_ -> database.sql("SELECT tenant_id FROM find_oauth_client(:id)")
                        .param("id", id)
                        .query((row, _) -> new TenantId(row.getString(1)))
                        .optional()));
    }

    private static Application own(
            String id, String name, List<String> redirects, List<String> afterSignOut, boolean onMachines) {
        return new Application(
                id, null, name, null, redirects, afterSignOut, OURS, onMachines, onMachines, Instant.EPOCH);
    }
}

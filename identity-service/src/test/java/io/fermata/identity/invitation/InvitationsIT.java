package io.fermata.identity.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class InvitationsIT {
    private static final String GOOD = "correct horse battery";

    private final int port;
    private final Api api;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private String tenant = "";
    private String admin = "";
    private String user = "";

    InvitationsIT(
            @LocalServerPort int port, @Autowired JdbcClient database, @Autowired TransactionTemplate transactions) {
        this.port = port;
        this.api = new Api(port);
        this.database = database;
        this.transactions = transactions;
    }

    @BeforeEach
    void somebodyInvited() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
        user = api.post(
                        admin,
                        "/api/v1/users",
                        "{\"email\":\"ada@example.com\",\"name\":\"Ada\",\"roles\":[\"operator\"]}")
                .string("/id");
    }

    @Test
    void takesAnInvitationOnce() {
        String token = invite().string("/token");

        assertThat(accept(token, GOOD)).isEqualTo(204);
        assertThat(accept(token, "another horse battery")).isEqualTo(404);
    }

    @Test
    void takesTheNewestInvitationOnly() {
        String older = invite().string("/token");
        String newer = invite().string("/token");

        assertThat(accept(older, GOOD)).isEqualTo(404);
        assertThat(accept(newer, GOOD)).isEqualTo(204);
    }

    @Test
    void takesNoInvitationThatIsTooOldOrWithdrawn() {
        String old = invite().string("/token");
        Tenants.run(
                new TenantId(tenant),
                () -> transactions.executeWithoutResult(
                        _ -> database.sql("UPDATE invitations SET expires_at = now() - interval '1 second'")
                                .update()));
        assertThat(accept(old, GOOD)).isEqualTo(404);

        String withdrawn = invite().string("/token");
        assertThat(api.delete(admin, "/api/v1/users/" + user + "/invitation").status())
                .isEqualTo(204);
        assertThat(accept(withdrawn, GOOD)).isEqualTo(404);
    }

    @Test
    void keepsTheInvitationWhenThePasswordIsRefused() {
        String token = invite().string("/token");

        assertThat(accept(token, "short")).isEqualTo(422);
        assertThat(accept(token, GOOD)).isEqualTo(204);
    }

    @Test
    void letsNobodyInviteWhoCouldNotGiveTheRoles() {
        String clerk = TestTokens.token(tenant, "users:read", "users:write");
        String stranger = Actors.admin(new Actors(api).newTenantId());

        assertThat(api.post(clerk, "/api/v1/users/" + user + "/invitation", "").status())
                .isEqualTo(403);
        assertThat(api.post(stranger, "/api/v1/users/" + user + "/invitation", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void letsNobodyWithdrawTheInvitationOfWhoMayDoMore() {
        String token = invite().string("/token");
        String clerk = Actors.clerk(tenant, "users:read", "users:write");

        assertThat(api.delete(clerk, "/api/v1/users/" + user + "/invitation").status())
                .isEqualTo(403);
        assertThat(accept(token, GOOD)).isEqualTo(204);
    }

    @Test
    void setsThePasswordOnAPage() {
        Api.Answer invitation = invite();
        Browser browser = new Browser(port);

        HttpResponse<String> page = browser.open(invitation.string("/url"));
        HttpResponse<String> refused = browser.submit(page, "/invitation", Map.of("password", "short"));
        HttpResponse<String> done = browser.submit(refused, "/invitation", Map.of("password", GOOD));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("12 to 128 characters");
        assertThat(done.body()).contains("Your password is set");
    }

    private Api.Answer invite() {
        Api.Answer invitation = api.post(admin, "/api/v1/users/" + user + "/invitation", "");
        assertThat(invitation.http().headers().firstValue("Cache-Control")).hasValue("no-store");
        return invitation;
    }

    private int accept(String token, String password) {
        return api.send(
                        "POST",
                        "/oauth2/invitations/accept",
                        "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}",
                        "Content-Type",
                        "application/json")
                .status();
    }
}

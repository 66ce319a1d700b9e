package io.fermata.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.LockWaits;
import io.fermata.identity.testing.Refusals;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Rights that are narrowed between the look at a key and the token it is exchanged for. */
@ServiceTest
class KeyTokensInFlightIT {
    private final Api api;
    private final Refusals refusals;
    private final RecogniseApiKey keys;
    private final KeyTokens tokens;
    private final LockWaits locks;
    private final TransactionTemplate transactions;
    private String tenant = "";
    private String admin = "";
    private String machine = "";

    KeyTokensInFlightIT(
            @LocalServerPort int port,
            @Autowired RecogniseApiKey keys,
            @Autowired KeyTokens tokens,
            @Autowired JdbcClient database,
            @Autowired TransactionTemplate transactions) {
        this.api = new Api(port);
        this.refusals = new Refusals(api);
        this.keys = keys;
        this.tokens = tokens;
        this.locks = new LockWaits(database);
        this.transactions = transactions;
    }

    @BeforeEach
    void aMachineWithARole() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
        api.post(admin, "/api/v1/roles", "{\"name\":\"auditor\",\"permissions\":[\"audit:read\",\"runs:read\"]}");
        api.post(admin, "/api/v1/roles", "{\"name\":\"auditless\",\"permissions\":[\"agents:read\"]}");
        machine = api.post(admin, "/api/v1/service-accounts", "{\"name\":\"deploy\",\"roles\":[\"auditor\"]}")
                .string("/id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"role\":\"auditor\"                                | role",
                "\"permissions\":[\"runs:read\"],\"service_account_id\" | role",
                "\"permissions\":[\"runs:read\"],\"service_account_id\" | account",
                "\"permissions\":[\"runs:read\"],\"service_account_id\" | status"
            })
    void givesNoTokenForWhatWasTakenAwayMeanwhile(String grant, String narrowed) {
        RecogniseApiKey.Recognised before = recognised(grant);
        assertThat(tokens.note(before, token())).isTrue();

        narrow(narrowed);

        assertThat(tokens.note(before, token())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"role\":\"auditor\"                                | role",
                "\"permissions\":[\"runs:read\"],\"service_account_id\" | role",
                "\"permissions\":[\"runs:read\"],\"service_account_id\" | account"
            })
    void takesATokenBackThatIsBeingNotedMeanwhile(String grant, String narrowed) {
        RecogniseApiKey.Recognised before = recognised(grant);
        String token = token();

        CompletableFuture<Void> narrowing = Tenants.call(
                new TenantId(tenant),
                () -> transactions.execute(_ -> {
                    assertThat(tokens.note(before, token)).isTrue();
                    CompletableFuture<Void> started = CompletableFuture.runAsync(() -> narrow(narrowed));
                    locks.awaitOne();
                    return started;
                }));
        narrowing.join();

        assertThat(refusals.name(token)).isTrue();
    }

    private RecogniseApiKey.Recognised recognised(String grant) {
        String whole = grant.endsWith("_id\"") ? grant + ":\"" + machine + "\"" : grant;
        return keys.handle(api.post(admin, "/api/v1/api-keys", "{\"name\":\"k\"," + whole + "}")
                        .string("/key"))
                .orElseThrow();
    }

    private void narrow(String what) {
        String account = "/api/v1/service-accounts/" + machine;
        Api.Answer answer = switch (what) {
            case "role" -> api.patch(admin, "/api/v1/roles/auditor", "{\"permissions\":[\"audit:read\"]}");
            case "account" -> api.patch(admin, account, "{\"roles\":[\"auditless\"]}");
            default -> api.patch(admin, account, "{\"status\":\"disabled\"}");
        };
        assertThat(answer.status()).isEqualTo(200);
    }

    private String token() {
        return TestTokens.token(tenant, "runs:read");
    }
}

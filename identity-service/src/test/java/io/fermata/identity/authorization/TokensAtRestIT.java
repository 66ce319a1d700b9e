package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.fermata.identity.client.Applications;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class TokensAtRestIT {
    private static final String EVERYTHING = """
            SELECT t::text FROM authorizations t UNION ALL SELECT t::text FROM authorization_tokens t
            UNION ALL SELECT t::text FROM browser_sessions t UNION ALL SELECT t::text FROM invitations t
            UNION ALL SELECT t::text FROM passwords t
            """;

    private final int port;
    private final JdbcClient database;
    private final TransactionTemplate transactions;

    TokensAtRestIT(
            @LocalServerPort int port, @Autowired JdbcClient database, @Autowired TransactionTemplate transactions) {
        this.port = port;
        this.database = database;
        this.transactions = transactions;
    }

    @Test
    void storesNoTokenThatCouldBeRead() {
        Api api = new Api(port);
        People.Person person = new People(api).withPassword(new Actors(api).newTenantId(), "viewer");
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        Relying.Asked asked = cli.ask("openid", "fermata");
        AuthorizationCode code = cli.code(asked, new Browser(port), person);
        OIDCTokens tokens = Relying.tokens(cli.redeem(asked, code));

        String stored = String.join("\n", stored(person.tenant()));

        for (String secret : List.of(
                code.getValue(),
                tokens.getAccessToken().getValue(),
                tokens.getRefreshToken().getValue(),
                asked.request().getCodeChallenge().getValue(),
                People.PASSWORD)) {
            assertThat(stored).doesNotContain(secret, hex(secret));
        }
        assertThat(stored).contains(person.id());
    }

    private List<String> stored(String tenant) {
        return Tenants.call(
                new TenantId(tenant),
                () -> transactions.execute(_ -> database.sql(EVERYTHING)
                        .query((row, _) -> row.getString(1))
                        .list()));
    }

    private static String hex(String secret) {
        return HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
    }
}

package io.fermata.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.password.SignInWithPassword.Attempt;
import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How long an answer takes tells nobody who has an account: each costs one comparison of the same kind. */
@ServiceTest
class EvenWorkIT {
    private static final String WRONG = "wrong horse battery";

    private final Api api;
    private final CountingEncoder encoder = new CountingEncoder();
    private final SignInWithPassword signIn;
    private People.Person person = new People.Person("", "", "");

    EvenWorkIT(
            @LocalServerPort int port,
            @Autowired JdbcClient database,
            @Autowired SignInAttempts attempts,
            @Autowired FindTenants tenants,
            @Autowired Audit audit,
            @Autowired TransactionTemplate transactions) {
        this.api = new Api(port);
        this.signIn = new SignInWithPassword(
                database, new PasswordHashes(new SecureRandom(), encoder), attempts, tenants, audit, transactions);
    }

    @BeforeEach
    void somebodyWithAPassword() {
        person = new People(api).withPassword(new Actors(api).newTenantId(), "viewer");
    }

    @Test
    void forTheRightPasswordAndAWrongOne() {
        assertThat(enters(person.tenant(), person.email(), People.PASSWORD)).isTrue();
        assertThat(enters(person.tenant(), person.email(), WRONG)).isFalse();

        assertEvenWork(2);
    }

    @Test
    void forAnAddressATenantAndANameThatAreNobodys() {
        assertThat(enters(person.tenant(), "nobody@example.com", WRONG)).isFalse();
        assertThat(enters("no-such-tenant", person.email(), WRONG)).isFalse();
        assertThat(enters("NO TENANT", person.email(), WRONG)).isFalse();

        assertEvenWork(3);
    }

    @Test
    void forSomebodyWithoutAPasswordAndBehindAClosedDoor() {
        api.post(
                Actors.admin(person.tenant()),
                "/api/v1/users",
                "{\"email\":\"new@example.com\",\"name\":\"New\",\"roles\":[\"viewer\"]}");
        assertThat(enters(person.tenant(), "new@example.com", WRONG)).isFalse();
        for (int failure = 0; failure < SignInAttempts.FREE; failure++) {
            assertThat(enters(person.tenant(), person.email(), WRONG)).isFalse();
        }
        assertThat(enters(person.tenant(), person.email(), People.PASSWORD)).isFalse();

        assertEvenWork(SignInAttempts.FREE + 2);
    }

    private boolean enters(String tenant, String email, String password) {
        return signIn.handle(new Attempt(tenant, email, password)).isPresent();
    }

    private void assertEvenWork(int attempts) {
        assertThat(encoder.comparisons()).hasSize(attempts).containsOnly("$argon2id$v=19$m=19456,t=2,p=1");
    }
}

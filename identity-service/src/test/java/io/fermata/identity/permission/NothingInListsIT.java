package io.fermata.identity.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A list of what somebody may do that names nothing is pointed at, wherever it is given. */
@ServiceTest
class NothingInListsIT {
    private final Api api;

    NothingInListsIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|api-keys|\"name\":\"k\",\"permissions\"",
                "POST|roles|\"name\":\"auditor\",\"permissions\"",
                "PATCH|roles/own|\"permissions\"",
                "POST|users|\"name\":\"A\",\"email\":\"a@example.com\",\"roles\"",
                "PATCH|users/usr_1|\"roles\"",
                "POST|service-accounts|\"name\":\"deploy\",\"roles\"",
                "PATCH|service-accounts/sva_1|\"roles\"",
                "POST|oauth-clients|\"name\":\"A\",\"type\":\"public\","
                        + "\"redirect_uris\":[\"https://a.example.com\"],\"scopes\""
            })
    void pointsAtNothingInAList(String method, String collection, String fields) {
        Api.Answer answer = api.send(
                method,
                "/api/v1/" + collection,
                "{" + fields + ":[null]}",
                "Authorization",
                "Bearer " + Actors.admin(new Actors(api).newTenantId()),
                "Content-Type",
                "application/json");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.string("/errors/0/pointer")).matches("/(permissions|roles|scopes)/0");
    }
}

package io.fermata.starter.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.PathItem.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationNameTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/agents, getAgents, agents",
        "POST, /api/v1/agents/{agentId}/runs, postAgentsByAgentIdRuns, agents",
        "GET, /api/v1/agents/{id}/versions/{from}/diff/{to}, getAgentsByIdVersionsByFromDiffByTo, agents",
        "DELETE, /api/v1/provider-keys/{provider}, deleteProviderKeysByProvider, provider-keys",
        "GET, /.well-known/openid-configuration, getWellKnownOpenidConfiguration, .well-known",
        "POST, /oauth2/token, postOauth2Token, oauth2"
    })
    void followsTheMethodAndThePath(HttpMethod method, String path, String id, String tag) {
        assertThat(OperationName.of(method, path)).isEqualTo(new OperationName(id, tag));
    }
}

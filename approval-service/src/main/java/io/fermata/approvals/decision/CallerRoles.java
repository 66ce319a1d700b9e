package io.fermata.approvals.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.approvals.approval.Decider;
import io.fermata.starter.json.Json;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.CallerToken;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Who is calling, with the roles of their token. The token was verified before the request came here. */
@Component
class CallerRoles {
    private final Json json;

    CallerRoles(Json json) {
        this.json = json;
    }

    Decider decider() {
        return new Decider(
                Caller.current().subject(), CallerToken.find().map(this::roles).orElse(Set.of()));
    }

    private Set<String> roles(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
        return json.read(claims)
                .path("roles")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }
}

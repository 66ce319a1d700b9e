package io.fermata.registry.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.rules.Violations;
import io.fermata.starter.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileRulesTest {
    @Test
    void aNameIsEnough() {
        assertThat(pointers(profile("helper", null, List.of()))).isEmpty();
    }

    @Test
    void aNameIsNeitherBlankNorEndless() {
        assertThat(pointers(profile("  ", null, List.of()))).containsExactly("/name");
        assertThat(pointers(profile("x".repeat(121), null, List.of()))).containsExactly("/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "@example.com", "ana@", "a b@example.com", "ana@example..com", "ana@@example.com"})
    void anOwnerIsAnEmailAddress(String email) {
        assertThat(pointers(profile("helper", email, List.of()))).containsExactly("/owner_email");
    }

    @Test
    void tagsAreTakenInAnyLanguageButOnceEach() {
        assertThat(pointers(profile("helper", "ana@example.com", List.of("support", "şikâyet", "high volume"))))
                .isEmpty();
        assertThat(pointers(profile("helper", null, List.of("a", "", "a")))).containsExactly("/tags/1", "/tags/2");
    }

    private static AgentProfile profile(String name, @Nullable String owner, List<String> tags) {
        return new AgentProfile(
                name,
                null,
                AgentProfile.DEFAULT_AGENT_TYPE,
                owner,
                tags,
                Capabilities.DEFAULT,
                DataScope.EMPTY,
                AllowedDestinations.NONE,
                AgentProfile.DEFAULT_TRIGGER_TYPE);
    }

    private static List<String> pointers(AgentProfile profile) {
        Violations violations = new Violations();
        ProfileRules.check(profile, violations);
        return violations.all().stream().map(FieldProblem::pointer).toList();
    }
}

package io.fermata.identity.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void givesAnAdministratorEverythingButThePlatform() {
        assertThat(Role.ADMIN.permissions()).hasSize(20).doesNotContain(Permissions.PLATFORM_ADMIN);
        assertThat(Permissions.ofPlatformAdmin()).hasSize(21).containsAll(Role.ADMIN.permissions());
    }

    @Test
    void letsAViewerReadAndDoNothing() {
        assertThat(Role.VIEWER.permissions()).hasSize(10).allMatch(permission -> permission.endsWith(":read"));
    }

    @Test
    void letsAnAgentServiceDecideNoApprovals() {
        assertThat(Role.AGENT_SERVICE.permissions())
                .containsExactlyInAnyOrder("runs:create", "runs:read", "tools:invoke", "agents:read")
                .doesNotContain("approvals:decide");
    }

    @Test
    void keepsEveryRoleWithinTheAdministrator() {
        for (Role role : Role.presets()) {
            assertThat(Role.ADMIN.permissions()).containsAll(role.permissions());
            assertThat(Role.preset(role.slug())).hasValue(role);
        }
    }

    @Test
    void grantsOnlyWhatExistsAndOnlyWithinWhatIsHeld() {
        Grant grant = new Grant.Explicit(Set.of("runs:read", "runs:create"));

        assertThat(grant.isWithin(Set.of("runs:read"))).isFalse();
        assertThat(grant.isWithin(Role.AGENT_SERVICE.permissions())).isTrue();
        assertThatThrownBy(() -> new Grant.Explicit(Set.of("runs:fly"))).isInstanceOf(IllegalArgumentException.class);
    }
}

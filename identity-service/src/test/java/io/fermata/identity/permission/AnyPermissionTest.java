package io.fermata.identity.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.security.RequiresPermission;
import org.junit.jupiter.api.Test;

class AnyPermissionTest {
    @Test
    void namesEveryPermissionThereIs() {
        assertThat(AnyPermission.class.getAnnotation(RequiresPermission.class).value())
                .containsExactlyInAnyOrderElementsOf(Permissions.ofPlatformAdmin());
    }
}

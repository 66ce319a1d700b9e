package io.fermata.starter.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.starter.logging.LogKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TenantsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");

    @Test
    void bindsATenantForTheWorkAndNoLonger() {
        assertThat(Tenants.call(ACME, Tenants::current)).isEqualTo(ACME);
        assertThat(Tenants.find()).isEmpty();
        assertThatThrownBy(Tenants::current).isInstanceOf(TenantMissingException.class);
    }

    @Test
    void givesTheOuterTenantBackAfterAnInnerOne() {
        Tenants.run(ACME, () -> {
            Tenants.run(OTHER, () -> assertThat(MDC.get(LogKeys.TENANT_ID)).isEqualTo("other"));
            assertThat(Tenants.current()).isEqualTo(ACME);
            assertThat(MDC.get(LogKeys.TENANT_ID)).isEqualTo("acme");
        });
        assertThat(MDC.get(LogKeys.TENANT_ID)).isNull();
    }

    @Test
    void endsHousekeepingWhereATenantsWorkBegins() {
        boolean inside = Tenants.housekeeping(() -> Tenants.call(ACME, Tenants::inHousekeeping));

        assertThat(inside).isFalse();
        assertThat(Tenants.<Boolean>housekeeping(Tenants::inHousekeeping)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Acme", "a_b_c", "acme\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ıııı"})
    void refusesWhatCannotNameATenant(String value) {
        assertThatThrownBy(() -> new TenantId(value)).isInstanceOf(IllegalArgumentException.class);
    }
}

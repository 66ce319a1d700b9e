package io.fermata.starter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.Test;

class TenantLabelsTest {
    private final TenantLabels labels = new TenantLabels(2);

    @Test
    void nameTheTenantWhoseWorkIsDone() {
        assertThat(label("acme")).isEqualTo(Tag.of("tenant", "acme"));
    }

    @Test
    void letTenantsBeyondTheBoundShareALabelThatIsNoTenants() {
        label("acme");
        label("globex");

        assertThat(label("initech")).isEqualTo(Tag.of("tenant", "_others"));
        assertThat(label("acme")).isEqualTo(Tag.of("tenant", "acme"));
        assertThat(TenantId.isValid("_others")).isFalse();
    }

    private Tag label(String tenant) {
        return Tenants.call(new TenantId(tenant), labels::current);
    }
}

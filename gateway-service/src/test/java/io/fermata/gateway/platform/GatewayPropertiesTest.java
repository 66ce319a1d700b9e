package io.fermata.gateway.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.gateway.limits.Quotas;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class GatewayPropertiesTest {
    @Test
    void hasTheseDefaults() {
        GatewayProperties properties = bind(Map.of());

        assertThat(properties.services().executor()).hasToString("http://127.0.0.1:8083");
        assertThat(properties.services().metering()).hasToString("http://127.0.0.1:8088");
        assertThat(properties.issuer().jwksUri()).hasToString("http://127.0.0.1:8081/oauth2/jwks");
        assertThat(properties.keys().fresh()).isEqualTo(Duration.ofSeconds(30));
        assertThat(properties.keys().grace()).isEqualTo(Duration.ofSeconds(60));
        assertThat(properties.keys().refused()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.revocations()).isEqualTo(Duration.ofSeconds(10));
        assertThat(properties.limits().tenant()).isEqualTo(new GatewayProperties.Rate(600, 1200));
        assertThat(properties.limits().caller()).isEqualTo(new GatewayProperties.Rate(600, 1200));
        assertThat(properties.limits().address()).isEqualTo(new GatewayProperties.AddressRate(5, 100));
        assertThat(properties.limits().routes()).isEmpty();
        assertThat(properties.limits().shared().configured()).isFalse();
        assertThat(properties.limits().shared().timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(properties.quotas()).isEqualTo(new Quotas(null, null, Map.of()));
        assertThat(properties.limits().headerCount()).isEqualTo(100);
        assertThat(properties.limits().body()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(properties.limits().headers()).isEqualTo(DataSize.ofKilobytes(16));
        assertThat(properties.timeouts().answer()).isEqualTo(Duration.ofSeconds(60));
        assertThat(properties.timeouts().identity()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.circuit().pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.cors().allowedOrigins()).isEmpty();
        assertThat(properties.httpsOnly()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "fermata.gateway.keys.fresh,31s",
        "fermata.gateway.keys.grace,61s",
        "fermata.gateway.keys.grace,10s",
        "fermata.gateway.limits.tenant.burst,1",
        "fermata.gateway.limits.address.per-second,0",
        "fermata.gateway.limits.caller.burst,99999999",
        "fermata.gateway.limits.routes[0].pattern,/api/v1/runs",
        "fermata.gateway.limits.shared.url,postgresql://limits.test/limits",
        "fermata.gateway.limits.shared.timeout,10ms",
        "fermata.gateway.quotas.tenant,0",
        "fermata.gateway.quotas.tenants.acme,-1",
        "fermata.gateway.cors.allowed-origins,*",
        "fermata.gateway.cors.allowed-origins,null",
        "fermata.gateway.cors.allowed-origins,https://*.example.com",
        "fermata.gateway.cors.allowed-origins,https://app.example.com/"
    })
    void refusesSettingsThatWouldBreakAPromise(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value))).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    private static GatewayProperties bind(Map<String, String> settings) {
        Binder binder = new Binder(new MapConfigurationPropertySource(settings));
        return binder.bindOrCreate("fermata.gateway", Bindable.of(GatewayProperties.class));
    }
}

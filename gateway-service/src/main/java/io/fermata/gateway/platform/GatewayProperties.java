package io.fermata.gateway.platform;

import io.fermata.gateway.authentication.KeyTrust;
import io.fermata.gateway.limits.Allowance;
import io.fermata.gateway.limits.Quotas;
import io.fermata.gateway.limits.shared.LimitsDatabase;
import io.fermata.gateway.routing.CircuitSettings;
import io.fermata.gateway.routing.ServiceAddresses;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

/**
 * Everything an operator can set on the edge.
 *
 * @param revocations how often is asked what was revoked
 * @param httpsOnly whether callers reach the edge over TLS alone: browsers are told to remember it
 */
@ConfigurationProperties(prefix = "fermata.gateway", ignoreUnknownFields = false)
public record GatewayProperties(
        @DefaultValue ServiceAddresses services,
        @DefaultValue Issuer issuer,
        @DefaultValue KeyTrust keys,
        @DefaultValue("10s") Duration revocations,
        @DefaultValue Limits limits,
        @DefaultValue Quotas quotas,
        @DefaultValue Timeouts timeouts,
        @DefaultValue CircuitSettings circuit,
        @DefaultValue Cors cors,
        @DefaultValue("false") boolean httpsOnly) {

    /** The only issuer whose tokens are let in, and where its public keys are. */
    public record Issuer(
            @DefaultValue("http://127.0.0.1:8081") String uri,

            @DefaultValue("http://127.0.0.1:8081/oauth2/jwks")
            URI jwksUri) {}

    /**
     * Token buckets, and what one request may weigh.
     *
     * @param tenant of all callers of a tenant together
     * @param caller of one principal of a tenant
     * @param address of one address without a credential: signing in, asking for tokens; and as many API keys nobody has
     * @param routes of one principal on the paths of a pattern, besides its own
     * @param shared where replicas count together
     */
    public record Limits(
            @DefaultValue Rate tenant,
            @DefaultValue Rate caller,
            @DefaultValue AddressRate address,
            @DefaultValue List<RouteRate> routes,
            @DefaultValue LimitsDatabase shared,
            @DefaultValue("1MB") DataSize body,
            @DefaultValue("16KB") DataSize headers,
            @DefaultValue("100") int headerCount) {}

    /** Requests at once, and how fast they are granted again. */
    public record Rate(
            @DefaultValue("600") int perSecond,
            @DefaultValue("1200") int burst) {
        private static final long SECONDS_OF_A_DAY = 86_400;

        public Rate {
            requireSound(perSecond, burst);
        }

        static void requireSound(int perSecond, int burst) {
            require(perSecond > 0 && burst >= perSecond, "limits need per-second > 0 and burst >= per-second");
            require(burst <= perSecond * SECONDS_OF_A_DAY, "limits need a burst that is granted again within a day");
        }

        Allowance allowance(String name) {
            return new Allowance(name, perSecond, burst);
        }
    }

    /** A rate for people at their keyboards. */
    public record AddressRate(
            @DefaultValue("5") int perSecond,
            @DefaultValue("100") int burst) {
        public AddressRate {
            Rate.requireSound(perSecond, burst);
        }

        Rate rate() {
            return new Rate(perSecond, burst);
        }
    }

    /** A rate for what a route costs more than others, such as starting runs; without methods it is for all of them. */
    public record RouteRate(String pattern, @DefaultValue Set<HttpMethod> methods, int perSecond, int burst) {
        public RouteRate {
            Rate.requireSound(perSecond, burst);
        }

        Rate rate() {
            return new Rate(perSecond, burst);
        }
    }

    /**
     * How long the edge waits. Streams have no limit.
     *
     * @param answer until an answer begins; longer than the 50 s a caller may ask for with Prefer: wait
     * @param invocation the same, where a tool is called on request; longer than the 300 s a tool may take
     * @param identity for a key exchange or the key set
     * @param probe for the health of one service
     * @param document for the documentation of one service, which it writes when it is asked for the first time
     */
    public record Timeouts(
            @DefaultValue("60s") Duration answer,
            @DefaultValue("330s") Duration invocation,
            @DefaultValue("5s") Duration identity,
            @DefaultValue("2s") Duration probe,
            @DefaultValue("20s") Duration document) {}

    /** Origins of web pages that may call the API from a browser, as browsers write them; none by default. */
    public record Cors(@DefaultValue List<String> allowedOrigins) {
        private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");

        public Cors {
            require(
                    allowedOrigins.stream().allMatch(ORIGIN.asMatchPredicate()),
                    "cors.allowed-origins must be origins such as https://app.example.com: no path, no *, not null");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("fermata.gateway." + message);
        }
    }
}

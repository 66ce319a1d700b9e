package io.fermata.gateway.platform;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fermata.gateway.limits.LimitRules;
import io.fermata.gateway.limits.LimitedGuesses;
import io.fermata.gateway.limits.LocalRateLimits;
import io.fermata.gateway.limits.RateLimitFilter;
import io.fermata.gateway.limits.RateLimits;
import io.fermata.gateway.limits.RememberedRefusals;
import io.fermata.gateway.limits.RequestSizeFilter;
import io.fermata.gateway.limits.RouteAllowance;
import io.fermata.gateway.limits.shared.LimitsDatabase;
import io.fermata.gateway.limits.shared.SharedRateLimits;
import io.fermata.gateway.problem.ProblemWriter;
import io.github.bucket4j.TimeMeter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.pattern.PathPatternParser;

/** How much anybody may ask, and where that is counted. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {
    @Bean
    RateLimits rateLimits(GatewayProperties properties) {
        RateLimits local = new LocalRateLimits(TimeMeter.SYSTEM_MILLISECONDS);
        LimitsDatabase shared = properties.limits().shared();
        return shared.configured() ? new SharedRateLimits(shared, local) : local;
    }

    @Bean
    RateLimitFilter rateLimitFilter(RateLimits counts, GatewayProperties properties) {
        GatewayProperties.Limits limits = properties.limits();
        return new RateLimitFilter(
                counts,
                new LimitRules(
                        limits.tenant().allowance("tenant"),
                        limits.caller().allowance("caller"),
                        limits.address().rate().allowance("address"),
                        limits.routes().stream().map(LimitsConfiguration::route).toList(),
                        properties.quotas()));
    }

    @Bean
    LimitedGuesses limitedGuesses(RateLimits counts, GatewayProperties properties) {
        return new LimitedGuesses(
                counts, properties.limits().address().rate().allowance("keys"), Ticker.systemTicker());
    }

    @Bean
    RememberedRefusals rememberedRefusals(ProblemWriter problems) {
        return new RememberedRefusals(TimeMeter.SYSTEM_MILLISECONDS, problems);
    }

    @Bean
    RequestSizeFilter requestSizeFilter(GatewayProperties properties) {
        return new RequestSizeFilter(
                properties.limits().body(), properties.limits().headers());
    }

    private static RouteAllowance route(GatewayProperties.RouteRate route) {
        return new RouteAllowance(
                PathPatternParser.defaultInstance.parse(route.pattern()),
                route.methods(),
                route.rate().allowance("route"));
    }
}

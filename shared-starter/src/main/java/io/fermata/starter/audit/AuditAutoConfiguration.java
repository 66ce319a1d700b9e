package io.fermata.starter.audit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.json.Json;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.outbox.OutboxAutoConfiguration;
import io.fermata.starter.security.RefusedTokens;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The audit trail of a service, and the entries it writes by itself. */
@AutoConfiguration(after = OutboxAutoConfiguration.class)
public class AuditAutoConfiguration {
    @Bean
    AuditTrail outboxAuditTrail(Outbox outbox, Ids ids, Json json, Clock clock, Environment environment) {
        String service = environment.getRequiredProperty("spring.application.name");
        return new AuditTrail(outbox, ids, json, clock, service);
    }

    @Bean
    Denials denials(AuditTrail audit, PlatformTransactionManager transactions) {
        return new Denials(new WriteDenial(audit, new TransactionTemplate(transactions)), Ticker.systemTicker());
    }

    /** Of these the tenant is known; of a token that nobody trusted signed it is not, and nothing is written. */
    @Bean
    RefusedTokens refusedTokenAudit(Denials denials) {
        return (holder, reason, request) -> denials.noteCall(holder, request, reason);
    }

    /** Before the permission check, or it would not hear of what that refuses. */
    @Bean
    WebMvcConfigurer denialAudit(Denials denials) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new DenialInterceptor(denials)).order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
    }
}

package io.fermata.starter.idempotency;

import io.fermata.starter.ids.Ids;
import io.fermata.starter.json.Json;
import io.fermata.starter.problem.ProblemWriter;
import io.fermata.starter.sealing.Sealer;
import io.fermata.starter.sealing.SealingAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code Idempotency-Key} on every POST below {@code /api/}. */
@AutoConfiguration(after = SealingAutoConfiguration.class)
@EnableScheduling
public class IdempotencyAutoConfiguration {
    /** Behind Spring Security (-100), which binds caller and tenant. */
    private static final int BEHIND_SECURITY = -50;

    @Bean
    IdempotencyKeys idempotencyKeys(
            JdbcClient database, PlatformTransactionManager transactions, Json json, Sealer sealer, Ids ids) {
        return new IdempotencyKeys(
                database,
                new TransactionTemplate(transactions),
                new StoredHeaders(json),
                new SealedBodies(sealer),
                () -> ids.next("").substring(1));
    }

    @Bean
    RequestIds requestIds(Ids ids) {
        return new RequestIds(ids);
    }

    @Bean
    ForgetOldKeys forgetOldKeys(IdempotencyKeys keys) {
        return new ForgetOldKeys(keys);
    }

    @Bean
    FilterRegistrationBean<Filter> idempotencyFilter(IdempotencyKeys keys, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<Filter>(new IdempotencyFilter(keys, problems));
        registration.setOrder(BEHIND_SECURITY);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        registration.setAsyncSupported(true);
        return registration;
    }
}

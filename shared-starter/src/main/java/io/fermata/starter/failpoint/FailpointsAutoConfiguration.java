package io.fermata.starter.failpoint;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Only where {@code fermata.failpoints.enabled=true}: without it no point can be armed and no commit passes one. The
 * endpoint must be exposed as well ({@code management.endpoints.web.exposure.include}).
 */
@AutoConfiguration(before = TransactionManagerCustomizationAutoConfiguration.class)
@ConditionalOnProperty("fermata.failpoints.enabled")
public class FailpointsAutoConfiguration {
    @Bean
    FailpointsEndpoint failpointsEndpoint() {
        return new FailpointsEndpoint();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TransactionExecutionListener.class)
    static class Commits {
        @Bean
        CommitFailpoints commitFailpoints() {
            return new CommitFailpoints();
        }
    }
}

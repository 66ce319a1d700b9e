package io.fermata.tools.invocation;

import io.fermata.starter.ids.Ids;
import io.fermata.tools.platform.ToolServiceProperties;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration
class InvocationConfiguration {
    @Bean
    InvocationSettings invocationSettings(ToolServiceProperties properties) {
        return new InvocationSettings(properties.replicaLease(), properties.patience());
    }

    @Bean
    Replica replica(
            Ids ids,
            InvocationSettings settings,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            RemoteCancels cancels) {
        return new Replica(ids.next("rep"), settings.replicaLease(), jdbc, transaction, cancels::obey);
    }

    @Bean
    RandomGenerator jitter() {
        return RandomGenerator.getDefault();
    }
}

package io.fermata.starter.outbox;

import io.fermata.starter.events.EventIds;
import io.fermata.starter.events.EventsAutoConfiguration;
import io.fermata.starter.sealing.SealingAutoConfiguration;
import io.fermata.starter.sealing.SensitivePayloads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox and its partitions. */
@AutoConfiguration(
        after = {JdbcTemplateAutoConfiguration.class, EventsAutoConfiguration.class, SealingAutoConfiguration.class})
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxAutoConfiguration {
    @Bean
    PayloadsAtRest payloadsAtRest(SensitivePayloads payloads) {
        return new PayloadsAtRest(payloads);
    }

    @Bean
    Outbox outbox(JdbcTemplate database, PayloadsAtRest payloads, EventIds ids, OutboxProperties properties) {
        return new Outbox(
                database, payloads, ids, (int) properties.maxEventSize().toBytes());
    }

    @Bean
    NewestEvents newestEvents(JdbcTemplate database) {
        return new NewestEvents(database);
    }

    @Bean
    OutboxPartitions outboxPartitions(
            JdbcTemplate database, PlatformTransactionManager transactions, OutboxProperties properties) {
        return new OutboxPartitions(database, new TransactionTemplate(transactions), properties.retention());
    }
}

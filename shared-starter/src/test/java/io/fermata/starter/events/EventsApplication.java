package io.fermata.starter.events;

import io.fermata.starter.defaults.DefaultsAutoConfiguration;
import io.fermata.starter.health.EventHealthAutoConfiguration;
import io.fermata.starter.ids.IdsAutoConfiguration;
import io.fermata.starter.inbox.InboxAutoConfiguration;
import io.fermata.starter.kafka.KafkaAutoConfiguration;
import io.fermata.starter.outbox.OutboxAutoConfiguration;
import io.fermata.starter.relay.RelayAutoConfiguration;
import io.fermata.starter.sealing.SealingAutoConfiguration;
import io.fermata.starter.settings.SettingsAutoConfiguration;
import io.fermata.starter.tenancy.TenancyAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A service that has the database, the broker and events, and nothing for people. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DefaultsAutoConfiguration.class,
    IdsAutoConfiguration.class,
    TenancyAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionManagerCustomizationAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    KafkaAutoConfiguration.class,
    InboxAutoConfiguration.class,
    EventsAutoConfiguration.class,
    SettingsAutoConfiguration.class,
    SealingAutoConfiguration.class,
    OutboxAutoConfiguration.class,
    RelayAutoConfiguration.class,
    EventHealthAutoConfiguration.class
})
public class EventsApplication {
    @Bean
    MeterRegistry metrics() {
        return new SimpleMeterRegistry();
    }
}

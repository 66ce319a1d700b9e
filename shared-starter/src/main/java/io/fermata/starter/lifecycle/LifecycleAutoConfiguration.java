package io.fermata.starter.lifecycle;

import io.fermata.starter.events.Events;
import io.fermata.starter.events.EventsAutoConfiguration;
import io.fermata.starter.outbox.NewestEvents;
import io.fermata.starter.outbox.OutboxAutoConfiguration;
import io.fermata.starter.sealing.DataKeys;
import io.fermata.starter.sealing.SealingAutoConfiguration;
import io.fermata.starter.settings.KnownSettings;
import io.fermata.starter.settings.SettingsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Every service with a database hears of tenants. */
@AutoConfiguration(
        after = {
            EventsAutoConfiguration.class,
            OutboxAutoConfiguration.class,
            SealingAutoConfiguration.class,
            SettingsAutoConfiguration.class
        })
public class LifecycleAutoConfiguration {
    @Bean
    TenantChangedConsumer tenantChangedConsumer(
            Events events, DataKeys keys, NewestEvents newest, KnownSettings settings) {
        return new TenantChangedConsumer(events, keys, newest, settings);
    }
}

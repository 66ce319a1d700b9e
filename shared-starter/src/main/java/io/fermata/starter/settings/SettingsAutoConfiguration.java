package io.fermata.starter.settings;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What is known of tenants' choices. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
public class SettingsAutoConfiguration {
    @Bean
    KnownSettings knownSettings(JdbcClient database, PlatformTransactionManager transactions) {
        return new KnownSettings(new JdbcSettings(database, transactions), System::nanoTime);
    }
}

package io.fermata.starter.sealing;

import io.fermata.starter.security.AesGcm;
import io.fermata.starter.settings.KnownSettings;
import io.fermata.starter.settings.SettingsAutoConfiguration;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sealed columns. Every service has one (stored answers), so none starts without a master key. */
@AutoConfiguration(after = {SettingsAutoConfiguration.class, JdbcClientAutoConfiguration.class})
@EnableConfigurationProperties(SealingProperties.class)
public class SealingAutoConfiguration {
    @Bean
    MasterKeys masterKeys(SealingProperties properties) {
        return properties.keys();
    }

    @Bean
    DataKeys dataKeys(
            JdbcClient database,
            PlatformTransactionManager transactions,
            MasterKeys masters,
            Clock clock,
            SealingProperties properties) {
        return new DataKeys(
                new JdbcDataKeys(database, transactions), new Wrapping(masters, new SecureRandom()), clock, properties);
    }

    @Bean
    Sealer sealer(DataKeys keys) {
        return new Sealer(keys, new AesGcm(new SecureRandom()));
    }

    @Bean
    SensitivePayloads sensitivePayloads(KnownSettings settings, Sealer sealer) {
        return new SensitivePayloads(() -> settings.current().sensitivePayloads(), sealer);
    }

    @Bean
    MasterKeyRotation masterKeyRotation(
            JdbcClient database, PlatformTransactionManager transactions, MasterKeys masters, DataKeys keys) {
        return new MasterKeyRotation(database, new TransactionTemplate(transactions), masters, keys);
    }
}

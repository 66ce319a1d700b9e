package io.fermata.starter.security;

import io.fermata.starter.ids.Ids;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An issuer of its own for a service that sets {@code fermata.signing.issuer}. */
@AutoConfiguration
@ConditionalOnProperty("fermata.signing.issuer")
@EnableConfigurationProperties(SigningProperties.class)
@Import(JwksController.class)
public class SigningAutoConfiguration {
    @Bean
    SigningKeyStore signingKeyStore(JdbcClient database, PlatformTransactionManager transactions) {
        return new SigningKeyStore(database, new TransactionTemplate(transactions));
    }

    @Bean
    SignedStatements signedStatements(SigningProperties properties, SigningKeyStore store) {
        return new SignedStatements(properties.issuer(), store);
    }

    @Bean
    TokenSigner tokenSigner(SigningProperties properties, SigningKeyStore store, Ids ids, Clock clock) {
        return new TokenSigner(properties.issuer(), new SigningKeys(store, ids, clock), ids, clock);
    }
}

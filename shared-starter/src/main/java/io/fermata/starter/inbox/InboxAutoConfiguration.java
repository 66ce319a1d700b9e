package io.fermata.starter.inbox;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox and its cleanup. */
@AutoConfiguration(after = JdbcTemplateAutoConfiguration.class)
@EnableConfigurationProperties(InboxProperties.class)
public class InboxAutoConfiguration {
    @Bean
    Inbox inbox(JdbcTemplate database) {
        return new Inbox(database);
    }

    @Bean
    InboxCleanup inboxCleanup(
            JdbcTemplate database, PlatformTransactionManager transactions, InboxProperties properties) {
        return new InboxCleanup(database, new TransactionTemplate(transactions), properties.retention());
    }
}

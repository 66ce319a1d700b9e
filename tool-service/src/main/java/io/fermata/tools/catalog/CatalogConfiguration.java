package io.fermata.tools.catalog;

import io.fermata.starter.json.Json;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration
class CatalogConfiguration {
    @Bean
    Builtins builtins(List<BuiltinTool> tools) {
        return new Builtins(tools);
    }

    @Bean
    ToolVersions toolVersions(JdbcClient jdbc, PlatformTransactionManager transactions, Json json, Builtins builtins) {
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        return new ToolVersions(jdbc, reading, json, builtins);
    }
}

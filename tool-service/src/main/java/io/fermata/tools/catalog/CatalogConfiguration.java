package io.fermata.tools.catalog;

import io.fermata.starter.json.Json;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration
class CatalogConfiguration {
    @Bean
    Builtins builtins(List<BuiltinTool> tools) {
        return new Builtins(tools);
    }

    @Bean
    ToolVersions toolVersions(JdbcTemplate jdbc, Json json, Builtins builtins) {
        return new ToolVersions(jdbc, json, builtins);
    }
}

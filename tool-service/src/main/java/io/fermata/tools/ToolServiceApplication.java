package io.fermata.tools;

import io.fermata.tools.platform.ToolServiceProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the tool service. */
@SpringBootApplication
@EnableConfigurationProperties(ToolServiceProperties.class)
public class ToolServiceApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ToolServiceApplication.class, arguments);
    }
}

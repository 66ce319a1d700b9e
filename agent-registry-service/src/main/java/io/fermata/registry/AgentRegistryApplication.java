package io.fermata.registry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class AgentRegistryApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(AgentRegistryApplication.class, arguments);
    }
}

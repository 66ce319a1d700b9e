package io.fermata.gateway;

import io.fermata.gateway.platform.LogFormat;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(GatewayApplication.class);
        application.setDefaultProperties(
                LogFormat.fromEnvironment(System.getenv()).properties());
        application.run(arguments);
    }
}

package io.fermata.policies;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class PolicyApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(PolicyApplication.class, arguments);
    }
}

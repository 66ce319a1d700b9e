package io.fermata.executor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Executes runs durably: the log of steps, the leases and the calls to models and tools. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class RunExecutorApplication {

    public static void main(String[] args) {
        SpringApplication.run(RunExecutorApplication.class, args);
    }
}

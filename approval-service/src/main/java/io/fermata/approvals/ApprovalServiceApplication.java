package io.fermata.approvals;

import io.fermata.approvals.platform.ApprovalsProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Runs the service. */
@SpringBootApplication
@EnableConfigurationProperties(ApprovalsProperties.class)
public class ApprovalServiceApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ApprovalServiceApplication.class, arguments);
    }
}

package io.fermata.metering;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class MeteringApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(MeteringApplication.class, arguments);
    }
}

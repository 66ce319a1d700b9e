package io.fermata.starter.sample;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

@SpringBootConfiguration
@EnableAutoConfiguration
@EntityScan
@EnableJpaRepositories(considerNestedRepositories = true)
@Import({NoteController.class, ForgottenController.class, Notes.class})
class SampleService {}

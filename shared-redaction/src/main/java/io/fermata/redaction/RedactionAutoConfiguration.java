package io.fermata.redaction;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Binds the settings once more than the logging system did: a wrong one stops the start. */
@AutoConfiguration
@EnableConfigurationProperties(RedactionProperties.class)
public class RedactionAutoConfiguration {}

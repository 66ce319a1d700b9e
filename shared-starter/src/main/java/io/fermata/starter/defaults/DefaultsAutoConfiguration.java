package io.fermata.starter.defaults;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Binds the settings all services share. */
@AutoConfiguration
@EnableConfigurationProperties({FermataProperties.class, DatabaseProperties.class})
public class DefaultsAutoConfiguration {}

package io.fermata.tools.harness;

import io.fermata.localstack.junit.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The whole service with real Postgres and Kafka; tools may call this machine. All such tests share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest(properties = {"fermata.tools.egress.allow-private=true", "fermata.tools.replica-lease=2s"})
public @interface ToolServiceIntegration {}

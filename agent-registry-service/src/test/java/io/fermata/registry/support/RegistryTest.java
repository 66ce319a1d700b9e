package io.fermata.registry.support;

import io.fermata.localstack.junit.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** The whole service with a real database and broker, and a stand-in for tool-service. One context for all tests. */
@ServiceTest(properties = "fermata.registry.tools-timeout=5s")
@Import(ToolServiceDouble.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RegistryTest {}

package io.fermata.executor;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.ServiceTestInitializer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/** One context for all tests: two would share a consumer group, and each would see half of the events. */
@ServiceTest(
        properties = {
            "fermata.revocation-interval=200ms",
            "fermata.executor.retry-backoff=20ms",
            "fermata.executor.lease=2s",
            "fermata.executor.max-concurrent-runs=40",
            "fermata.executor.max-queued-runs-per-tenant=100"
        })
@ContextConfiguration(initializers = {ServiceTestInitializer.class, Neighbours.class})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WholeServiceTest {}

package io.fermata.approvals;

import io.fermata.localstack.junit.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One context for all tests: two would share a consumer group, and each would see half of the events. */
@ServiceTest(properties = {"fermata.approvals.stream-heartbeat=200ms", "fermata.revocation-interval=200ms"})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WholeServiceTest {}

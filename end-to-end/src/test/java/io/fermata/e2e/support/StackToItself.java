package io.fermata.e2e.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A class that stops processes or gives the model another script: nothing else uses the shared stack meanwhile. These
 * come late, because much of their time is waiting, and the torture run still fills it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Order(StackToItself.LATE)
@ResourceLock(StackToItself.STACK)
public @interface StackToItself {
    String STACK = "io.fermata.e2e.stack";
    int LATE = Integer.MAX_VALUE - 2;
}

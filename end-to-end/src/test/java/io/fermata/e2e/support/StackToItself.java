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
 * come late, because much of their time is waiting, and the torture run still fills it. Those that have many services
 * start again come after the others, when it is nearly over: in its midst a start takes a minute.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Order(StackToItself.LATE)
@ResourceLock(StackToItself.STACK)
public @interface StackToItself {
    String STACK = "io.fermata.e2e.stack";
    int LATE = Integer.MAX_VALUE - 4;
    int LATER = LATE + 1;
    int LATEST = LATER + 1;
    int LAST = LATEST + 1;
}

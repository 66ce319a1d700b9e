package io.fermata.starter.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of which document a body that is read as plain JSON is a part: absent and null differ in a patch, so no type can
 * hold it. Another operation has to take the whole document, or what it refers to is not in the service's description.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface PatchOf {
    Class<?> value();

    /** Properties, by their names in JSON, that cannot be changed this way. */
    String[] without() default {};
}

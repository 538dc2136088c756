package io.github.iothubsdk.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Set up unless this property is false. Every word that Spring reads as a yes is one; Spring Boot's own annotations compare
 * with {@code true} and take {@code on} for off.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(PropertySwitch.class)
@interface SwitchedOn {

    /** The property's name. */
    String value();
}

package io.github.iothubsdk.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Set up unless this property is false. Every word that Spring reads as a yes is one; Spring Boot's own annotations compare
 * with {@code true} and take {@code on} for off.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(SwitchedOn.Switch.class)
@interface SwitchedOn {

    /** The property's name. */
    String value();

    /** Reads the property. */
    final class Switch implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Map<String, Object> said =
                    Objects.requireNonNull(metadata.getAnnotationAttributes(SwitchedOn.class.getName()));
            String property = String.valueOf(said.get("value"));
            try {
                return context.getEnvironment().getProperty(property, Boolean.class, true);
            } catch (ConversionException e) {
                throw new IllegalStateException(
                        property + " must be true or false, not \""
                                + context.getEnvironment().getProperty(property) + "\".",
                        e);
            }
        }
    }
}

package io.github.iothubsdk.spring;

import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads the property of {@link SwitchedOn}. */
final class PropertySwitch implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Object> said = Objects.requireNonNull(metadata.getAnnotationAttributes(SwitchedOn.class.getName()));
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

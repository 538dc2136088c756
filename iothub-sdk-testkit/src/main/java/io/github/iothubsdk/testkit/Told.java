package io.github.iothubsdk.testkit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Every {@link IotHubCloud} that a test is told by, however it is said. */
final class Told {

    private Told() {}

    /**
     * Those of the method, of its class, its interfaces and its superclasses, and of the classes around it, the nearest first;
     * of one element its own before those of its annotations.
     */
    static List<IotHubCloud> to(ExtensionContext context) {
        Stream<Class<?>> tested = Stream.iterate(
                        Optional.of(context),
                        Optional::isPresent,
                        each -> each.get().getParent())
                .flatMap(each -> each.get().getTestClass().stream());
        Stream<Class<?>> types = tested.flatMap(type -> upwards(type, Class::getEnclosingClass).stream())
                .flatMap(type -> upwards(type, Class::getSuperclass).stream())
                .flatMap(Told::withInterfaces)
                .distinct();
        return Stream.concat(context.getTestMethod().stream(), types)
                .flatMap(each -> on(each, new HashSet<>()))
                .toList();
    }

    private static List<Class<?>> upwards(Class<?> type, Function<Class<?>, @Nullable Class<?>> next) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> each = type; each != null; each = next.apply(each)) {
            all.add(each);
        }
        return all;
    }

    private static Stream<Class<?>> withInterfaces(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.of(type.getInterfaces()).flatMap(Told::withInterfaces));
    }

    /** Annotations may be annotated with one another. */
    private static Stream<IotHubCloud> on(AnnotatedElement element, Set<Class<?>> seen) {
        List<Annotation> all = List.of(element.getDeclaredAnnotations());
        Stream<IotHubCloud> own =
                all.stream().filter(IotHubCloud.class::isInstance).map(IotHubCloud.class::cast);
        Stream<IotHubCloud> composed = all.stream()
                .map(Annotation::annotationType)
                .filter(type -> !type.equals(IotHubCloud.class) && seen.add(type))
                .flatMap(type -> on(type, seen));
        return Stream.concat(own, composed);
    }
}

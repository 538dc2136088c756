package io.github.iothubsdk.testkit.conformance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs a test class that is not one of the build's, and tells which of its tests fail. */
final class Failing {

    private Failing() {}

    /** The methods of which a test failed, whatever its parameters were. */
    static Set<String> testsOf(Class<?> kit) {
        return failed(run(kit));
    }

    /** Of these methods those of which a test failed; the others are not run. */
    static Set<String> among(Class<?> kit, Collection<String> methods) {
        var engine = EngineTestKit.engine("junit-jupiter");
        methods.forEach(method -> engine.selectors(selectMethod(kit, named(kit, method))));
        return failed(engine.execute().testEvents());
    }

    /** A test of the kit, whatever parameters it has. */
    private static Method named(Class<?> kit, String name) {
        return ReflectionSupport.findMethods(
                        kit, method -> method.getName().equals(name), HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("the kit has no test " + name));
    }

    private static Set<String> failed(Events events) {
        Set<String> failed = new TreeSet<>();
        events.failed().stream()
                .forEach(event -> failed.add(event.getTestDescriptor()
                        .getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(source -> ((MethodSource) source).getMethodName())
                        .orElse(event.getTestDescriptor().getDisplayName())));
        return failed;
    }

    static Events run(Class<?> kit) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .execute()
                .testEvents();
    }
}

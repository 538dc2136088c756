package io.github.iothubsdk.testkit.conformance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs a test class that is not one of the build's, and tells which of its tests fail. */
final class Failing {

    private Failing() {}

    /** The methods of which a test failed, whatever its parameters were. */
    static Set<String> testsOf(Class<?> kit) {
        Set<String> failed = new TreeSet<>();
        run(kit).failed().stream()
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

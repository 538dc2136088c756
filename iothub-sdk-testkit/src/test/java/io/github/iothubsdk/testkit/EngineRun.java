package io.github.iothubsdk.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs test classes that are not the build's own. */
final class EngineRun {

    private EngineRun() {}

    /** What happened to its tests, with settings such as {@code name=value}. */
    static Events of(Class<?> tests, String... settings) {
        var kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests));
        for (String setting : settings) {
            kit.configurationParameter(
                    setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return kit.execute().testEvents();
    }

    /** What the tests that did not pass ended with. */
    static List<Throwable> failuresOf(Class<?> tests) {
        return failures(of(tests));
    }

    /** The same, and what classes that did not begin ended with. */
    static List<Throwable> allFailuresOf(Class<?> tests) {
        return failures(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .allEvents());
    }

    private static List<Throwable> failures(Events events) {
        return events.finished().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }
}

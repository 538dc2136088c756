package io.github.iothubsdk.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;

/** The floors of the house: arrows go down only, and packages of one floor do not see each other. */
final class Floors extends ArchCondition<JavaClass> {

    static final String ROOT = "io.github.iothubsdk.";

    static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("provisioning", 11),
            Map.entry("provisioning.internal.step", 10),
            Map.entry("provisioning.internal.check", 9),
            Map.entry("provisioning.internal.probe", 9),
            Map.entry("provisioning.internal.schema", 8),
            Map.entry("provisioning.internal.journal", 8),
            Map.entry("provisioning.internal.flow", 7),
            Map.entry("provisioning.internal.gateway", 7),
            Map.entry("provisioning.spi", 6),
            Map.entry("provisioning.wire", 6),
            Map.entry("provisioning.internal.script", 6),
            Map.entry("provisioning.model", 5),
            Map.entry("core", 4),
            Map.entry("core.internal", 3),
            Map.entry("core.internal.recording", 3),
            Map.entry("core.internal.json", 2),
            Map.entry("core.auth", 2),
            Map.entry("core.internal.words", 1),
            Map.entry("core.http", 1),
            Map.entry("core.error", 0),
            Map.entry("core.time", 0));

    Floors() {
        super("stand on a floor of their own and see only what is below");
    }

    @Override
    public void check(JavaClass from, ConditionEvents events) {
        Integer floor = FLOORS.get(room(from));
        if (floor == null) {
            events.add(SimpleConditionEvent.violated(from, from.getPackageName() + " stands on no floor"));
            return;
        }
        for (Dependency arrow : from.getDirectDependenciesFromSelf()) {
            JavaClass to = arrow.getTargetClass().getBaseComponentType();
            boolean ours = to.getPackageName().startsWith(ROOT);
            if (ours && !room(to).equals(room(from)) && FLOORS.getOrDefault(room(to), 99) >= floor) {
                events.add(SimpleConditionEvent.violated(arrow, arrow.getDescription()));
            }
        }
    }

    private static String room(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }
}

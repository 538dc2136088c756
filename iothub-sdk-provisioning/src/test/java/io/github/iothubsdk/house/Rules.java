package io.github.iothubsdk.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rules of the house that do not depend on its floors, for the tests of every module. */
public final class Rules {

    private static final String[] EXPORTED = {
        "..core",
        "..core.auth",
        "..core.error",
        "..core.http",
        "..core.time",
        "..provisioning",
        "..model",
        "..spi",
        "..schema.ssh",
        "..spring",
        "..spring.simulator",
        "..iothubsdk.micrometer",
        "..iothubsdk.opentelemetry",
        "..testkit",
        "..testkit.conformance"
    };

    private Rules() {}

    /** Those that hold in every module that is published, each by its name. */
    public static Map<String, ArchRule> ofUse() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("there is one clock", oneClock());
        rules.put(
                "nothing prints",
                noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err"));
        rules.put("no stack trace is printed", noClasses().should().callMethod(Throwable.class, "printStackTrace"));
        rules.put(
                "no double near money: fields",
                noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage("..provisioning..")
                        .should()
                        .haveRawType(double.class)
                        .orShould()
                        .haveRawType(float.class));
        rules.put(
                "no double near money: results",
                noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage("..provisioning..")
                        .should()
                        .haveRawReturnType(double.class)
                        .orShould()
                        .haveRawReturnType(float.class));
        rules.put("no synchronized methods", noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED));
        rules.put(
                "names say what a thing is",
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)")
                        .orShould()
                        .haveNameMatching(".*\\.(Abstract|Default)[A-Z].*"));
        rules.put(
                "public results hide the inside",
                methods()
                        .that()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(EXPORTED)
                        .and()
                        .areDeclaredInClassesThat()
                        .arePublic()
                        .should()
                        .notHaveRawReturnType(resideInAPackage("..internal..")));
        return rules;
    }

    private static ArchRule oneClock() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("..core.time")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class);
    }
}

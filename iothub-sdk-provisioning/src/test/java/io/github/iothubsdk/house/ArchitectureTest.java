package io.github.iothubsdk.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Closeable;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The house's rules, each a test of its own; the count at the end notices a rule that was silently not run. */
class ArchitectureTest {

    private static final JavaClasses SDK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.iothubsdk.core", "io.github.iothubsdk.provisioning");
    private static final JavaClasses WITH_SIMULATOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.iothubsdk");
    private static final String[] EXPORTED = {
        "..core", "..core.auth", "..core.error", "..core.http", "..core.time", "..provisioning", "..model", "..spi"
    };
    private static final AtomicInteger RAN = new AtomicInteger();

    @TestFactory
    Stream<DynamicTest> holds() {
        return rules().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    rule.getValue().check(rule.getKey().contains("simulator") ? WITH_SIMULATOR : SDK);
                    RAN.incrementAndGet();
                }));
    }

    @AfterAll
    static void everyRuleRan() {
        assertThat(RAN.get()).isEqualTo(rules().size()).isGreaterThan(10);
    }

    private static Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("arrows go down only", classes().should(new Floors()));
        rules.put(
                "no package knots",
                slices().matching("io.github.iothubsdk.(**)").should().beFreeOfCycles());
        rules.put("the simulator is independent", independent());
        rules.put("OkHttp is named in one file and one signature", okHttpInOneFile());
        rules.put("Gson is named in one package", onlyIn("com.google.gson..", "..core.internal.json"));
        rules.put("java.sql is named in two packages", javaSql());
        rules.put("the schema wing is met through one class", onlyPublic("..internal.schema", "SchemaJobs"));
        rules.put("scripts are read through one class", onlyPublic("..internal.script", "Scripts"));
        rules.put("the model does no I/O", noInputOrOutput("..provisioning.model"));
        rules.putAll(rulesOfUse());
        return rules;
    }

    private static Map<String, ArchRule> rulesOfUse() {
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

    private static ArchRule independent() {
        return noClasses()
                .that()
                .resideInAPackage("..simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.iothubsdk.core..", "io.github.iothubsdk.provisioning..");
    }

    private static ArchRule okHttpInOneFile() {
        return noClasses()
                .that()
                .haveNameNotMatching(".*\\.(OkHttpTransport(\\$.*)?|HttpTransports)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio..")
                .because("it may be left out; the factory for a client of the caller's has to name it");
    }

    private static ArchRule javaSql() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("..provisioning.internal.schema", "..provisioning.internal.journal")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..");
    }

    private static ArchRule onlyIn(String library, String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static ArchRule onlyPublic(String room, String door) {
        return classes()
                .that()
                .resideInAPackage(room)
                .and()
                .arePublic()
                .should()
                .haveSimpleName(door);
    }

    private static ArchRule noInputOrOutput(String room) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.channels..", "java.sql..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Files.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Closeable.class);
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

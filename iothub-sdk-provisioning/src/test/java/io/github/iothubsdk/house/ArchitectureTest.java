package io.github.iothubsdk.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Closeable;
import java.nio.file.Files;
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
        rules.putAll(Rules.ofUse());
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
                .haveNameNotMatching(
                        ".*\\.(OkHttp(Transport|OnceBody)(\\$.*)?|OneSend|SignedUrl|BoundedDns|HttpTransports)")
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
}

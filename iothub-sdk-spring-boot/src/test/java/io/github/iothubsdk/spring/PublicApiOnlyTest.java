package io.github.iothubsdk.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.iothubsdk.house.Rules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The module uses what any application can use, and what is in one line of Spring Boot alone it does not name. */
class PublicApiOnlyTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(IotHubRuns.class);

    @Test
    void nothingInsideOfOtherModulesIsUsed() {
        assertThat(MODULE).hasSizeGreaterThan(15);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.iothubsdk..internal..")
                .check(MODULE);
    }

    @Test
    void onlyWhatApplicationsNameIsPublic() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveNameMatching(
                        ".*\\.(HubTemplate|IotHub(ClientCustomizer|Configuration|ConnectionDetails|Health|Runs)"
                                + "|SimulatedIotHub)")
                .check(MODULE);
    }

    @Test
    void whatIsElsewhereInTheOtherLineIsNotNamed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot.actuate.health..",
                        "org.springframework.boot.health..",
                        "org.springframework.boot.autoconfigure.jdbc..",
                        "org.springframework.boot.jdbc..",
                        "org.springframework.boot.actuate.autoconfigure.metrics..",
                        "org.springframework.boot.actuate.autoconfigure.opentelemetry..",
                        "org.springframework.boot.micrometer..",
                        "org.springframework.boot.opentelemetry..")
                .check(MODULE);
    }

    /** What Spring loads everywhere must not need them. */
    @Test
    void metricsAndTracesAreNamedWhereTheirModulesAreAskedFor() {
        noClasses()
                .that()
                .doNotHaveSimpleName("IotHubMetricsConfiguration")
                .and()
                .doNotHaveSimpleName("JournalGauges")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.github.iothubsdk.micrometer..")
                .check(MODULE);
        noClasses()
                .that()
                .doNotHaveSimpleName("IotHubTracingConfiguration")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry..", "io.github.iothubsdk.opentelemetry..")
                .check(MODULE);
    }

    @Test
    void theSimulatorIsNamedWhereTestsUseIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..spring.simulator")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.iothubsdk.simulator..")
                .check(MODULE);
    }

    @TestFactory
    Stream<DynamicTest> holds() {
        return Rules.ofUse().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> rule.getValue().allowEmptyShould(true).check(MODULE)));
    }
}

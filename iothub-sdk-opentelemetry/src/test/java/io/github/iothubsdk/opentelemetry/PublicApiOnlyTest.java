package io.github.iothubsdk.opentelemetry;

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

/** The module uses what any other listener and transport can use. */
class PublicApiOnlyTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(IotHubTraces.class);

    @Test
    void nothingInsideOfOtherModulesIsUsed() {
        assertThat(MODULE).hasSizeGreaterThan(6);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.iothubsdk..internal..")
                .check(MODULE);
    }

    @Test
    void onlyTheDoorAndItsMemoryArePublic() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.(IotHubTraces|RunContexts)")
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

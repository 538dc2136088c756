package io.github.iothubsdk.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.iothubsdk.house.Rules;
import io.github.iothubsdk.testkit.conformance.JournalConformance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The module uses what any test of a user's can use. */
class PublicApiOnlyTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(IotHubCloud.class, JournalConformance.class);

    @Test
    void nothingInsideOfOtherModulesIsUsed() {
        assertThat(MODULE).hasSizeGreaterThan(30);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.iothubsdk..internal..")
                .check(MODULE);
    }

    /** Who only tests against a cloud needs no kit. */
    @Test
    void theExtensionDoesNotKnowTheKits() {
        noClasses()
                .that()
                .resideInAPackage("io.github.iothubsdk.testkit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.iothubsdk.testkit.conformance")
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

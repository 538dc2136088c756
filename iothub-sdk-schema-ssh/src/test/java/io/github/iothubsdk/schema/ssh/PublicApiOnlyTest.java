package io.github.iothubsdk.schema.ssh;

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

/** The module uses what any other transport of schemas can use, so that the SPI is enough for one. */
class PublicApiOnlyTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(SshSchema.class);

    @Test
    void nothingInsideOfOtherModulesIsUsed() {
        assertThat(MODULE).hasSizeGreaterThan(8);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.iothubsdk..internal..")
                .check(MODULE);
    }

    @Test
    void onlyTheDoorAndTheBastionArePublic() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.(SshSchema|SshBastion)(\\$.*)?")
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

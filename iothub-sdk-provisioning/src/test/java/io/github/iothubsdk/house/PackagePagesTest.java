package io.github.iothubsdk.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every exported package has a page that says what it is for, with an example that compiles. */
class PackagePagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"core", "provisioning", "simulator"})
    void everyExportedPackageHasAPageThatTeaches(String module) throws IOException {
        Pages pages = Pages.of(module);

        assertThat(pages.packages()).hasSizeGreaterThan(1);
        for (String name : pages.packages()) {
            assertThat(pages.faults(name)).isEmpty();
        }
    }

    @Test
    void aPageThatIsMissingAndAnExampleThatIsWrongAreSeen() throws IOException {
        Pages pages = Pages.of("core");

        assertThat(pages.faults("io.github.iothubsdk.core.internal.words"))
                .isEqualTo(List.of("io.github.iothubsdk.core.internal.words has no package-info.java"));
        assertThat(pages.misspelt("ApiClient client = Nobody.knows();"))
                .get()
                .asString()
                .contains("Nobody");
    }

    @Test
    void theFrontDoorShowsAWholeExampleThatCompiles() throws IOException {
        String source =
                Files.readString(Path.of("src/main/java/io/github/iothubsdk/provisioning/ProvisioningClient.java"));

        assertThat(Pages.examples(source))
                .singleElement()
                .asString()
                .contains(".build()", "create(", "resume(", "mayPass()", "Invalid", "Unfinished", "Unknown", "Broken")
                .satisfies(example ->
                        assertThat(Pages.of("provisioning").misspelt(example)).isEmpty());
    }
}

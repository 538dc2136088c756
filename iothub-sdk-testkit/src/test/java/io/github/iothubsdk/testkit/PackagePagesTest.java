package io.github.iothubsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.house.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each exported package has a page that says what it is for, with an example that compiles. */
class PackagePagesTest {

    @Test
    void everyExportedPackageHasAPageThatTeaches() throws IOException {
        Pages pages = Pages.of("testkit");

        assertThat(pages.packages()).hasSize(2);
        for (String name : pages.packages()) {
            assertThat(pages.faults(name)).isEmpty();
        }
    }

    @Test
    void theExamplesOfClassesCompileToo() throws IOException {
        Path sources = Path.of("src/main/java/io/github/iothubsdk/testkit");
        for (String name : List.of("IotHubAssertions", "IotHubCloudExtension", "conformance/JournalConformance")) {
            assertThat(Pages.examples(Files.readString(sources.resolve(name + ".java"))))
                    .singleElement()
                    .satisfies(example ->
                            assertThat(Pages.of("testkit").misspelt(example)).isEmpty());
        }
    }
}

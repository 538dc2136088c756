package io.github.iothubsdk.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.house.Pages;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The exported package has a page that says what it is for, with an example that compiles. */
class PackagePagesTest {

    @Test
    void everyExportedPackageHasAPageThatTeaches() throws IOException {
        Pages pages = Pages.of("opentelemetry");

        assertThat(pages.packages()).hasSize(1);
        for (String name : pages.packages()) {
            assertThat(pages.faults(name)).isEmpty();
        }
    }
}

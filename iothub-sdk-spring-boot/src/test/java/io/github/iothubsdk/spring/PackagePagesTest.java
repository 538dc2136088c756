package io.github.iothubsdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.house.Pages;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both packages have a page that says what they are for, with an example that compiles. */
class PackagePagesTest {

    @Test
    void everyPackageHasAPageThatTeaches() throws IOException {
        List<String> packages = List.of("io.github.iothubsdk.spring", "io.github.iothubsdk.spring.simulator");
        Pages pages = Pages.of("spring-boot", packages);

        for (String name : packages) {
            assertThat(pages.faults(name)).isEmpty();
        }
    }
}

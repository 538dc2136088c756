package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in every jar that the build made, and beside those of a release. Runs after package. */
class JarLicencesTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path COMMAND = Path.of("target", "iothub.jar");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "simulator",
                "provisioning",
                "schema-ssh",
                "testkit",
                "micrometer",
                "opentelemetry",
                "cli"
            })
    void everyJarHoldsTheLicence(String module) throws IOException {
        String licence = Files.readString(PROJECT.resolve("LICENSE"));
        List<Path> jars = built(module, ".jar");

        assertThat(jars).isNotEmpty();
        for (Path jar : jars) {
            assertThat(read(jar, "META-INF/LICENSE")).as("%s", jar).isEqualTo(licence);
        }
    }

    @Test
    void theSharedTestsHoldTheLicenceToo() throws IOException {
        assertThat(built("provisioning", "-tests.jar")).hasSize(1);
    }

    @Test
    void theCommandHoldsTheLicencesOfWhatItBrings() throws IOException {
        List<String> licences = Pattern.compile("(?m)^ {2}\\S.*? {2,}(\\S+) +https://\\S+$")
                .matcher(read(COMMAND, "META-INF/NOTICE"))
                .results()
                .map((MatchResult line) -> line.group(1))
                .distinct()
                .toList();

        assertThat(licences).containsExactlyInAnyOrder("Apache-2.0", "MIT", "BSD-3", "LGPL-2.1");
        assertThat(read(COMMAND, "META-INF/licenses/MIT-slf4j.txt")).contains("QOS.ch", "Permission is hereby granted");
        assertThat(read(COMMAND, "META-INF/licenses/MIT-progressbar.txt")).contains("Tongfei Chen", "Permission is");
        assertThat(read(COMMAND, "META-INF/licenses/BSD-3-Clause-jline.txt")).contains("JLine", "Redistribution");
        assertThat(read(COMMAND, "META-INF/licenses/LGPL-2.1-mariadb-connector-j.txt"))
                .contains("GNU LESSER GENERAL PUBLIC LICENSE", "Version 2.1", "END OF TERMS AND CONDITIONS");
    }

    /** What comes in anew needs a line in NOTICE, and its licence. */
    @Test
    void theCommandBringsNothingThatItsNoticeDoesNotName() throws IOException {
        try (JarFile jar = new JarFile(COMMAND.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.replaceFirst("^META-INF/versions/\\d+/", "")
                            .matches("(io/github/iothubsdk|okhttp3|mockwebserver3|okio|kotlin|com/google/gson|picocli"
                                    + "|org/snakeyaml|me/tongfei|org/slf4j|org/jline|org/mariadb)/.*"));
        }
    }

    /** Of a release, which has Javadoc too. */
    @ParameterizedTest
    @ValueSource(
            strings = {"core", "simulator", "provisioning", "schema-ssh", "testkit", "micrometer", "opentelemetry"})
    void aReleaseHasABillOfMaterials(String module) throws IOException {
        assertThat(built(module, "-cyclonedx.json")).hasSameSizeAs(built(module, "-javadoc.jar"));
        for (Path file : built(module, "-cyclonedx.json")) {
            JsonObject bill = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            assertThat(bill.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
            assertThat(StreamSupport.stream(bill.getAsJsonArray("components").spliterator(), false)
                            .map(JsonElement::getAsJsonObject))
                    .isNotEmpty()
                    .allSatisfy(component ->
                            assertThat(component.get("purl").getAsString()).startsWith("pkg:maven/"))
                    .extracting(component -> component.get("name").getAsString())
                    .contains("gson")
                    .doesNotContain("junit-jupiter", "jackson-databind")
                    .matches(
                            names -> names.contains("assertj-core") == module.equals("testkit"),
                            "AssertJ, for tests alone");
        }
    }

    private static List<Path> built(String module, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("iothub-sdk-" + module + "/target"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path jar, String name) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            ZipEntry entry = opened.getEntry(name);
            assertThat(entry).as("%s in %s", name, jar).isNotNull();
            try (InputStream in = opened.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}

package io.github.iothubsdk.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.support.CapturedLogs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFileTest {

    private static final String TWO_SECTIONS = """
            # written by jdc
            [default]
            access_key = AK
            secret_key = SK=with=equals
            region_id = cn-north-1

            ; another
            [ work ]
            #access_key = COMMENTED
            access_key=WORK
            secret_key=WSK
            """;

    private final Path home;
    private final CredentialsProvider profile;

    ProfileFileTest(@TempDir Path home) {
        this.home = home;
        profile = CredentialsProvider.profile(home);
    }

    @Test
    void readsTheDefaultSection() throws IOException {
        config(TWO_SECTIONS);
        assertThat(profile.require()).isEqualTo(Credentials.of("AK", Secret.of("SK=with=equals")));
    }

    @Test
    void readsTheCurrentSection() throws IOException {
        config(TWO_SECTIONS);
        Files.writeString(home.resolve("current"), "work\n");
        assertThat(profile.require()).isEqualTo(Credentials.of("WORK", Secret.of("WSK")));
    }

    @Test
    void tellsTheRegionOfTheCurrentSection() throws IOException {
        assertThat(ProfileFile.region(home)).isEmpty();
        config(TWO_SECTIONS);
        assertThat(ProfileFile.region(home)).hasValue("cn-north-1");
        Files.writeString(home.resolve("current"), "work\n");
        assertThat(ProfileFile.region(home)).isEmpty();
    }

    @Test
    void readsTheSectionThatIsNamedWhicheverIsCurrent() throws IOException {
        var work = CredentialsProvider.profile(home, "work");
        assertThat(work.find()).isEmpty();
        assertThat(ProfileFile.names(home)).isEmpty();
        config(TWO_SECTIONS + "region_id = cn-east-2\n");
        Files.writeString(home.resolve("current"), "gone");

        assertThat(work.require()).isEqualTo(Credentials.of("WORK", Secret.of("WSK")));
        assertThat(work.describe()).isEqualTo("section [work] of the profile file " + home.resolve("config"));
        assertThat(ProfileFile.region(home, "work")).hasValue("cn-east-2");
        assertThat(ProfileFile.region(home, "other")).isEmpty();
        assertThat(ProfileFile.names(home)).containsExactly("default", "work");
    }

    @Test
    void refusesANamedSectionThatIsMissing() throws IOException {
        config(TWO_SECTIONS);
        assertThatThrownBy(CredentialsProvider.profile(home, "other")::find)
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageEndingWith("has no section [other]. Name another profile or add the section.");
    }

    @Test
    void takesAnEmptyRegionForNone() throws IOException {
        config("[default]\nregion_id =\n");
        assertThat(ProfileFile.region(home)).isEmpty();
    }

    /** It would be passed over in silence, and may be a secret without its name. */
    @ParameterizedTest
    @ValueSource(strings = {"= canary", "canary", "secret_key: canary"})
    void refusesALineWithoutNameAndValueByItsNumber(String line) throws IOException {
        config("# a comment\n[default]\naccess_key = AK\n" + line + "\n[other]\nnonsense\n");
        for (ThrowingCallable reading : List.<ThrowingCallable>of(profile::find, () -> ProfileFile.region(home))) {
            assertThatThrownBy(reading)
                    .isInstanceOf(ApiException.Misconfigured.class)
                    .hasMessageContainingAll(home.resolve("config") + ", line 4", "key = value")
                    .satisfies(e -> assertThat(CapturedLogs.everything(e)).doesNotContain("canary"));
        }
    }

    @Test
    void readsAFileThatIsAsLargeAsItMayBe() throws IOException {
        config("[default]\naccess_key = AK\nsecret_key = SK\n" + " ".repeat((1 << 20) - 42));
        assertThat(Files.size(home.resolve("config"))).isEqualTo(1 << 20);
        assertThat(profile.require().accessKey()).isEqualTo("AK");
    }

    @Test
    void readsAFileWithAByteOrderMarkAndCarriageReturns() throws IOException {
        config("\ufeff[default]\r\naccess_key = AK\r\nsecret_key = SK\r\n");
        assertThat(profile.require()).isEqualTo(Credentials.of("AK", Secret.of("SK")));
    }

    @Test
    void takesAnEmptyCurrentFileForTheDefaultSection() throws IOException {
        config(TWO_SECTIONS);
        Files.writeString(home.resolve("current"), "\n");
        assertThat(profile.require().accessKey()).isEqualTo("AK");
    }

    @Test
    void hasNothingWithoutAFile() {
        assertThat(profile.find()).isEmpty();
    }

    @Test
    void hasNothingInASectionWithoutKeys() throws IOException {
        config("[default]\nregion_id = cn-north-1\naccess_key =\nsecret_key =\n");
        assertThat(profile.find()).isEmpty();
    }

    @Test
    void refusesAMissingSectionAndNamesBothFiles() throws IOException {
        config(TWO_SECTIONS);
        Files.writeString(home.resolve("current"), "gone");
        assertThatThrownBy(profile::find)
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContainingAll(
                        "[gone]",
                        home.resolve("config").toString(),
                        home.resolve("current").toString())
                .hasMessageNotContaining("SK=");
    }

    @Test
    void refusesHalfAPair() throws IOException {
        config("[default]\nsecret_key = canary\n");
        assertThatThrownBy(profile::find)
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContaining("secret_key is set and access_key is not")
                .hasMessageNotContaining("canary");
    }

    @Test
    void refusesAFileThatIsNotUtf8WithoutQuotingIt() throws IOException {
        byte[] latin = "[default]\nsecret_key = canary\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(home.resolve("config"), latin);
        assertThatThrownBy(profile::find)
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContainingAll("cannot be read", "UTF-8")
                .hasMessageNotContaining("Exception")
                .satisfies(e -> assertThat(CapturedLogs.everything(e)).doesNotContain("canary"));
    }

    @Test
    void ignoresADirectoryInPlaceOfTheFile() throws IOException {
        Files.createDirectory(home.resolve("config"));
        assertThat(profile.find()).isEmpty();
    }

    private void config(String text) throws IOException {
        Files.writeString(home.resolve("config"), text);
    }

    /** A sparse file: a gigabyte that takes no room on the disk, and must take none in memory. */
    @ParameterizedTest
    @ValueSource(strings = {"config", "current"})
    void refusesAFileThatIsNoProfileByItsSize(String name) throws IOException {
        config(TWO_SECTIONS);
        try (var sparse = new RandomAccessFile(home.resolve(name).toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }
        assertThatThrownBy(profile::find)
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContaining(home.resolve(name) + " has more than 1048576 bytes");
        assertThatThrownBy(() -> ProfileFile.region(home)).isInstanceOf(ApiException.Misconfigured.class);
    }
}

package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A script is what it claims to be before any database hears of it, wherever it comes from. */
class SchemaScriptTest {

    private static final String SQL = "CREATE TABLE t (v VARCHAR(9));\nINSERT INTO t VALUES ('演示');\n";

    private final MockWebServer web = new MockWebServer();

    @AfterEach
    void close() {
        web.close();
    }

    static Stream<Arguments> whatIsNoScript() {
        return Stream.of(
                Arguments.of(SQL.getBytes(Charset.forName("GBK")), "is not UTF-8 text: see line 2, byte 55"),
                Arguments.of(new byte[0], "is empty"),
                Arguments.of(" \r\n\t".getBytes(StandardCharsets.UTF_8), "is empty"),
                Arguments.of("\uFEFF\n".getBytes(StandardCharsets.UTF_8), "is empty"),
                Arguments.of("SELECT \0 1".getBytes(StandardCharsets.UTF_8), "is binary"),
                Arguments.of(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "is compressed by gzip"),
                Arguments.of(new byte[] {'P', 'K', 3, 4}, "is a ZIP archive"),
                Arguments.of(SQL.getBytes(StandardCharsets.UTF_16), "is UTF-16 text"),
                Arguments.of("\n<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8), "is a page of HTML"),
                Arguments.of((SQL + "delimiter //\r\n").getBytes(StandardCharsets.UTF_8), "has DELIMITER on line 3"),
                Arguments.of((SQL + "  USE `other`;\n").getBytes(StandardCharsets.UTF_8), "has USE on line 3"),
                Arguments.of((SQL + "source more.sql").getBytes(StandardCharsets.UTF_8), "has SOURCE on line 3"));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoScript")
    void saysWhatItIsInsteadOfAScript(byte[] bytes, String what) {
        assertThatThrownBy(() -> SchemaScripts.bytes(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES ('the delimiter // is a command; use x');",
                "/* USE: see below */ SELECT 1;",
                "CREATE TABLE `use` (`delimiter` INT);",
                "SELECT 1\n  ; -- use it"
            })
    void takesWhatOnlyLooksLikeACommand(String sql) {
        assertThat(SchemaScripts.bytes(sql.getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo(sql);
    }

    @Test
    void dropsTheByteOrderMarkAndKeepsTheHashOfTheBytes() {
        SchemaScript marked = SchemaScripts.bytes(("\uFEFF" + SQL).getBytes(StandardCharsets.UTF_8));

        assertThat(marked.text()).isEqualTo(SQL);
        assertThat(marked.sha256()).isNotEqualTo(plain().sha256());
    }

    private static SchemaScript plain() {
        return SchemaScripts.bytes(SQL.getBytes(StandardCharsets.UTF_8));
    }

    private URI address(MockResponse... answers) throws IOException {
        for (MockResponse answer : answers) {
            web.enqueue(answer);
        }
        web.start(InetAddress.getLoopbackAddress(), 0);
        return web.url("/iothub.sql?Signature=hidden").uri();
    }

    private static MockResponse redirect(String location) {
        return new MockResponse.Builder()
                .code(302)
                .addHeader("Location", location)
                .build();
    }

    private static MockResponse script() {
        return new MockResponse.Builder().body(SQL).build();
    }

    @Test
    void fetchesAnAddressWhoseBytesHaveTheExpectedHash() throws IOException {
        SchemaScript fetched = SchemaScripts.download(address(redirect("/moved.sql"), script()), plain().sha256());

        assertThat(fetched.text()).isEqualTo(SQL);
        assertThat(fetched.source()).startsWith("http://").endsWith("/iothub.sql");
        assertThat(fetched.toString()).doesNotContain("hidden");
    }

    @Test
    void readsAnAddressAgainWhenAJournalRemembersIt() throws IOException {
        URI address = URI.create(address(script(), script()).toString().replaceFirst("\\?.*", ""));
        SchemaScript fetched = SchemaScripts.download(address, plain().sha256());

        SchemaScript remembered = Scripts.remembered(fetched.source(), fetched.size(), fetched.sha256());

        assertThat(remembered.text()).isEqualTo(SQL);
    }

    @Test
    void refusesAnotherFileThanTheExpectedOne() throws IOException {
        URI address = address(script());

        assertThatThrownBy(() -> SchemaScripts.download(address, "ab".repeat(32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(plain().sha256())
                .hasMessageContaining("ab".repeat(32))
                .hasMessageNotContaining("hidden");
    }

    @Test
    void followsNoRedirectToAnotherHost() throws IOException {
        try (MockWebServer other = new MockWebServer()) {
            other.start(InetAddress.getLoopbackAddress(), 0);
            fails(address(redirect(other.url("/x").toString())), "only redirects within");
            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    void followsRedirectsNotForEver() throws IOException {
        fails(address(redirect("/a"), redirect("/b"), redirect("/c"), redirect("/d")), "more than 3 redirects");
    }

    @Test
    void refusesAFileThatIsTooLargeWithItsSizeBeforeItIsRead(@TempDir Path directory) throws IOException {
        Path large = directory.resolve("large.sql");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(5L << 30);
        }
        assertThatThrownBy(() -> SchemaScripts.file(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 5368709120 bytes, and at most 67108864 are read");
    }

    @Test
    void readsAStreamThatSaysNothingOfItsSizeNoFurtherThanItMay() {
        assertThatThrownBy(() -> SchemaScripts.file(Path.of("/dev/zero")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has more than 67108864 bytes");
    }

    @Test
    void refusesAnAddressThatAnnouncesMoreThanMayBeRead() throws IOException {
        MockResponse large = new MockResponse.Builder()
                .body("SELECT 1")
                .setHeader("Content-Length", 5L << 30)
                .build();
        fails(address(large), "it has 5368709120 bytes, more than the 67108864");
    }

    @Test
    void stopsReadingAnAddressThatAnnouncesNothing() throws IOException {
        Buffer large = new Buffer();
        large.write(new byte[65 << 20]);
        fails(address(new MockResponse.Builder().chunkedBody(large, 1 << 20).build()), "more than 67108864 bytes");
    }

    @Test
    void namesTheStatusOfWhatIsNotThere() throws IOException {
        fails(address(new MockResponse.Builder().code(404).build()), "HTTP 404");
    }

    @Test
    void saysThatAnAddressCannotBeReached() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        fails(URI.create("http://127.0.0.1:" + port + "/iothub.sql?Signature=hidden"), "cannot be fetched");
    }

    @Test
    void takesNoAddressOfAnotherKind() {
        assertThatThrownBy(() -> SchemaScripts.download(URI.create("ftp://example.org/x.sql"), "ab".repeat(32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }

    private static void fails(URI address, String why) {
        Throwable failure = catchThrowable(() -> SchemaScripts.download(address, plain().sha256()));
        assertThat(failure).isInstanceOf(UncheckedIOException.class).hasMessageContaining(why);
        assertThat(failure.toString()).doesNotContain("hidden");
    }
}

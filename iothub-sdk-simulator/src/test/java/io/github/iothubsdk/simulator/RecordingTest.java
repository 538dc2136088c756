package io.github.iothubsdk.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no recording, damaged or hostile is refused with where and why. */
class RecordingTest {
    private static final String GOOD = "{\"service\":\"vpc\",\"method\":\"GET\",\"path\":\"/p\",\"status\":200,"
            + "\"headers\":{},\"response\":{\"result\":{}}}";

    private static Recording read(byte[] content) throws IOException {
        return Recording.read(new ByteArrayInputStream(content), "F");
    }

    private static Recording read(String... lines) throws IOException {
        return read((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private static void assertRefused(String words, String... lines) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(lines)).withMessageContaining(words);
    }

    @Test
    void readsBlankLinesAndUnknownFieldsAndNoLastEnd() throws Exception {
        String more = GOOD.replace("{\"service", "{\"later\":[1],\"service");
        Recording recording = read((ReplayTest.HEAD + "\r\n\n  \n" + GOOD + "\r\n" + more).getBytes(UTF_8));
        assertThat(recording.exchanges()).hasSize(2).extracting(Recorded::said).containsOnly("GET /p");
        assertThat(recording.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "{}", "[]", "{\"recording\":\"1\"}", "{\"recording\":1", "{\"n\":1}", "\u0000", "<html>"
            })
    void saysThatAFileIsNoRecording(String first) {
        assertRefused("F is no recording: its first line is not that of one", first, GOOD);
        assertRefused("F is no recording: its first line is not that of one", first);
    }

    @Test
    void knowsTheFirstDialectThatIsAName() throws Exception {
        String other = ReplayTest.HEAD.replace("iotHubInferred", "iotHub2020");
        assertThat(read(ReplayTest.HEAD, other).dialect()).isEqualTo("iotHubInferred");
        assertThat(read("{\"recording\":1}").dialect()).isEmpty();
        assertThat(read("{\"recording\":1,\"about\":{\"dialect\":7.5e3}}").dialect())
                .isEqualTo("7.5e3");
        assertThat(read(ReplayTest.HEAD.replace("iotHubInferred", "\\u001b[2J")).dialect())
                .isEmpty();
        assertRefused("F is no recording: its first line is not that of one", "{\"recording\":1,\"about\":[]}");
    }

    @Test
    void saysThatAFileIsEmpty() {
        assertRefused("F is no recording: it is empty", "", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "1.0", "-1", "1e0", "99999999999999999999"})
    void saysThatAVersionIsUnknown(String version) {
        String head = ReplayTest.HEAD.replace(":1,", ":" + version + ",");
        assertRefused("F, line 1: this is a recording of another version; version 1 can be read", head);
        assertRefused("F, line 3: this is a recording of another version", ReplayTest.HEAD, GOOD, head);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"method\":\"GET\" | \"method\":7            | method is no text",
                "\"path\":\"/p\"    | \"path\":\"p\"          | path is none",
                "\"path\":\"/p\"    | \"path\":\"/\\u001b[2J\" | path is none",
                "\"path\":\"/p\"    | \"x\":1                 | path is no text",
                "\"service\"        | \"x\"                   | service is no text",
                "\"status\":200     | \"status\":\"200\"      | status is no number",
                "\"status\":200     | \"status\":101          | status is none of an answer",
                "\"status\":200     | \"status\":2e2          | status is none of an answer",
                "\"status\":200     | \"failed\":\"so-so\"    | failed is none of",
                "\"headers\":{}     | \"headers\":[]          | headers is no object",
                "\"headers\":{}     | \"headers\":{\"date\":7} | a header's value is none",
                "\"headers\":{}     | \"headers\":{\"content-type\":\"a\\r\\nb: c\"} | a header's value is none",
                "\"headers\":{}     | \"query\":\"x\"         | query is no object",
                "{\"result\":{}}    | []                      | response is no object",
                "\"response\":{\"result\":{}} | \"x\":1        | text is no text",
                "\"response\":{\"result\":{}} | \"text\":\"words\" | text is no length",
                "\"response\":{\"result\":{}} | \"text\":\"<text:16777217>\" | text is no length",
                "\"response\":{\"result\":{}} | \"text\":\"<text:999999999999>\" | text is no length",
                "{\"result\":{}}    | {\"a\":1,\"b\":{},\"a\":2} | it has a name twice",
                "\"status\":200     | \"status\":200,\"status\":200 | it has a name twice",
                "{\"result\":{}}    | {'a':1}                 | it is no JSON",
                "{\"result\":{}}    | {\"a\":NaN}             | it is no JSON",
                "{\"service\"       | [{\"service\"            | it is no JSON object",
                "{\"result\":{}}}   | {\"result\":{}}} {}      | it is no JSON",
            })
    void saysWhatIsWrongWithALine(String good, String bad, String words) {
        assertThat(GOOD).contains(good);
        assertRefused("F, line 3: " + words, ReplayTest.HEAD, GOOD, GOOD.replace(good, bad));
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_000, 1_000_000})
    void refusesWhatIsDeep(int levels) {
        String deep = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
        assertRefused("F, line 2: it is deeper than 64 levels", ReplayTest.HEAD, GOOD.replace("{\"result\":{}}", deep));
        assertRefused(
                "F, line 2: it is deeper than 64 levels", ReplayTest.HEAD, GOOD.replace("{}}}", "[".repeat(levels)));
    }

    @Test
    void refusesManyValues() {
        String many = "{\"a\":[0" + ",0".repeat(1_000_000) + "]}";
        assertRefused(
                "F, line 2: it has more than 1000000 values", ReplayTest.HEAD, GOOD.replace("{\"result\":{}}", many));
    }

    /** The head, and so many times this. */
    private static InputStream many(int times, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        List<InputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream((ReplayTest.HEAD + "\n").getBytes(UTF_8)));
        IntStream.range(0, times).forEach(i -> parts.add(new ByteArrayInputStream(bytes)));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    @Test
    void refusesALongLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recording.read(many(17, "a".repeat(1 << 20)), "F"))
                .withMessage("F, line 2: it is longer than 16777216 bytes");
    }

    @Test
    void refusesALargeFile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recording.read(many(129, " ".repeat(1 << 20) + "\n"), "F"))
                .withMessage("F, line 129: the file is longer than 134217728 bytes");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] bytes = (ReplayTest.HEAD + "\n" + GOOD.replace("/p", "/p?") + "\n").getBytes(UTF_8);
        bytes[new String(bytes, UTF_8).indexOf('?')] = (byte) 0xff;
        assertThatIllegalArgumentException().isThrownBy(() -> read(bytes)).withMessage("F, line 2: it is not UTF-8");
    }

    @Test
    void doesNotRepeatHostileWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(ReplayTest.HEAD, GOOD.replace("\"status\":200", "\"failed\":\"canary\"")))
                .withMessageNotContaining("canary");
    }

    @Test
    void saysThatAFileCannotBeRead(@TempDir Path directory) {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Simulator.replaying(directory.resolve("none")))
                .withMessage("there is no file " + directory.resolve("none"));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Simulator.replaying(directory))
                .withMessageStartingWith(directory + " cannot be read");
    }
}

package io.github.iothubsdk.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers rot unless a test holds them: files, methods and public types stay few and small; comments do not count. */
class SizeTest {

    private static final int LONGEST_FILE = 200;
    private static final int LONGEST_MEDIAN = 60;
    private static final int LONGEST_METHOD = 30;
    private static final double MOST_PUBLIC = 0.60;
    private static final Pattern METHOD_START =
            Pattern.compile("^(    |        )(?!.*\\b(class|record|interface|enum|return|new)\\b)[\\w<].*\\(.*");
    private static final Pattern TYPE = Pattern.compile(
            "^(public )?(abstract |final |sealed |non-sealed )*(class|interface|record|enum|@interface) .*");

    private final List<Source> sources = Stream.of(
                    "core",
                    "provisioning",
                    "schema-ssh",
                    "simulator",
                    "spring-boot",
                    "spring-boot-3-starter",
                    "spring-boot-starter",
                    "testkit",
                    "micrometer",
                    "opentelemetry")
            .map(module -> Path.of("..", "iothub-sdk-" + module, "src", "main", "java"))
            .flatMap(SizeTest::javaFiles)
            .map(Source::read)
            .toList();

    private record Source(Path path, List<String> lines) {
        /** Lines that are neither blank nor a comment. */
        int code() {
            return (int) lines.stream()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty() && !line.matches("(//|/\\*|\\*).*"))
                    .count();
        }

        String sized() {
            return path.getFileName() + " has " + code() + " lines of code";
        }

        static Source read(Path path) {
            try {
                return new Source(path, Files.readAllLines(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void noFileIsLong() {
        assertThat(sources).hasSizeGreaterThan(80);
        assertThat(sources.stream()
                        .filter(source -> source.code() > LONGEST_FILE)
                        .map(Source::sized))
                .isEmpty();
    }

    @Test
    void theMedianFileIsShort() {
        List<Integer> sizes = sources.stream().map(Source::code).sorted().toList();
        assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(LONGEST_MEDIAN);
    }

    @Test
    void noMethodIsLong() {
        List<String> tooLong = new ArrayList<>();
        sources.forEach(source -> longMethods(source, tooLong));
        assertThat(tooLong).isEmpty();
    }

    @Test
    void mostTypesAreNotPublic() {
        List<String> types = sources.stream()
                .flatMap(source -> source.lines().stream())
                .filter(line -> TYPE.matcher(line).matches())
                .toList();
        long open = types.stream().filter(line -> line.startsWith("public ")).count();
        assertThat((double) open / types.size()).isLessThan(MOST_PUBLIC);
    }

    @Test
    void noBlockIsSynchronized() {
        assertThat(sources)
                .allSatisfy(source -> assertThat(source.lines())
                        .as(source.path().toString())
                        .noneMatch(line -> line.contains("synchronized (")));
    }

    /** The formatter puts a method's first and last line at the same depth, four or eight spaces. */
    private static void longMethods(Source source, List<String> tooLong) {
        List<String> lines = source.lines();
        for (int start = 0; start < lines.size(); start++) {
            int open = METHOD_START.matcher(lines.get(start)).matches() ? opening(lines, start) : -1;
            if (open >= 0) {
                String end = lines.get(start).replaceAll("\\S.*", "") + "}";
                int last = open;
                while (last + 1 < lines.size() && !lines.get(last).startsWith(end)) {
                    last++;
                }
                int length = last - start + 1;
                if (length > LONGEST_METHOD) {
                    tooLong.add(source.path().getFileName() + ":" + (start + 1) + " has " + length + " lines");
                }
            }
        }
    }

    /** The line on which the body of a signature opens, or -1 when it has none. */
    private static int opening(List<String> lines, int start) {
        int line = start;
        while (line < lines.size() - 1 && !lines.get(line).matches(".*[{};]$")) {
            line++;
        }
        return lines.get(line).endsWith("{") ? line : -1;
    }

    private static Stream<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

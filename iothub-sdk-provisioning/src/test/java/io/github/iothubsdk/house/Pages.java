package io.github.iothubsdk.house;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of the exported packages, and whether what they show compiles, for the tests of every module. */
public final class Pages {

    private static final int SHORTEST_PROSE = 250;
    private static final Pattern EXPORTS = Pattern.compile("(?m)^    exports ([\\w.]+);");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*\n(.*?)\\*/");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n}</pre>");
    private static final List<String> OF_THE_JDK = List.of(
            "java.io", "java.net", "java.nio.file", "java.time", "java.util", "java.util.function", "java.util.stream");

    private final Path sources;
    private final List<String> packages;

    private Pages(Path sources, List<String> packages) {
        this.sources = sources;
        this.packages = packages;
    }

    /** Those of a module, such as {@code core}. */
    public static Pages of(String module) throws IOException {
        Path sources = Path.of("..", "iothub-sdk-" + module, "src", "main", "java");
        List<String> packages = EXPORTS.matcher(Files.readString(sources.resolve("module-info.java")))
                .results()
                .map(exported -> exported.group(1))
                .toList();
        return new Pages(sources, packages);
    }

    /** Those of a module that has no module-info: these packages. */
    public static Pages of(String module, List<String> packages) {
        return new Pages(Path.of("..", "iothub-sdk-" + module, "src", "main", "java"), packages);
    }

    /** The packages that the module exports to everybody. */
    public List<String> packages() {
        return packages;
    }

    /** What a page lacks, each in words; empty for one that teaches. */
    public List<String> faults(String name) throws IOException {
        Path file = sources.resolve(name.replace('.', '/')).resolve("package-info.java");
        if (!Files.exists(file)) {
            return List.of(name + " has no package-info.java");
        }
        String text = Files.readString(file);
        List<String> faults = new ArrayList<>();
        if (!text.contains("\n@NullMarked\npackage " + name + ";")) {
            faults.add(name + " is not @NullMarked");
        }
        if (prose(text).length() < SHORTEST_PROSE) {
            faults.add(name + " has no paragraph that teaches");
        }
        List<String> examples = examples(text);
        if (examples.isEmpty()) {
            faults.add(name + " has no example");
        }
        examples.forEach(example -> misspelt(example).ifPresent(faults::add));
        return faults;
    }

    /** The examples in the comments of a source text. */
    public static List<String> examples(String source) {
        return comments(source)
                .flatMap(comment -> EXAMPLE.matcher(comment).results())
                .map(example -> example.group(1))
                .toList();
    }

    /** What the compiler says of an example, which may use every exported package; empty when it takes it. */
    public Optional<String> misspelt(String example) {
        String imports = Stream.concat(
                        OF_THE_JDK.stream(),
                        Stream.of("core", "provisioning", "simulator").flatMap(Pages::exported))
                .collect(Collectors.joining(".*;\nimport ", "import ", ".*;\n"));
        String own = packages.stream().collect(Collectors.joining(".*;\nimport ", "import ", ".*;\n"));
        return javac(imports + own + ownTypes() + "class Example {\n void run() throws Exception {\n" + example
                + "\n}\n}\n");
    }

    /** Each by its name, so that none is taken for one of another package. */
    private String ownTypes() {
        return packages.stream()
                .flatMap(name -> files(sources.resolve(name.replace('.', '/')))
                        .map(type -> "import " + name + "." + type + ";\n"))
                .collect(Collectors.joining());
    }

    private static Stream<String> files(Path room) {
        try (Stream<Path> files = Files.list(room)) {
            List<String> types = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName()).replace(".java", "");
                if (Pattern.compile("(?m)^public .*\\b" + name + "\\b")
                        .matcher(Files.readString(file))
                        .find()) {
                    types.add(name);
                }
            }
            return types.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> exported(String module) {
        try {
            return of(module).packages.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> javac(String source) {
        try {
            Path directory = Files.createTempDirectory("example");
            Path file = Files.writeString(directory.resolve("Example.java"), source);
            StringWriter said = new StringWriter();
            PrintWriter out = new PrintWriter(said);
            String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            int code = ToolProvider.findFirst("javac")
                    .orElseThrow()
                    .run(out, out, "-proc:none", "-d", directory.toString(), "-cp", classPath, file.toString());
            return code == 0 ? Optional.empty() : Optional.of(said.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prose(String source) {
        return comments(source)
                .map(text -> EXAMPLE.matcher(text).replaceAll(""))
                .collect(Collectors.joining());
    }

    private static Stream<String> comments(String source) {
        return COMMENT.matcher(source)
                .results()
                .map((MatchResult comment) -> comment.group(1).replaceAll("(?m)^ *\\* ?", ""));
    }
}

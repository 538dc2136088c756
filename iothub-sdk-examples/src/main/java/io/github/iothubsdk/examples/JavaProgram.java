package io.github.iothubsdk.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program of these examples in a process of its own, so that it can really die. */
public final class JavaProgram {

    private JavaProgram() {}

    /** Starts its {@code main} with this process's class path; what it prints appears here. */
    public static Process of(Class<?> program, String... args) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> start = List.of(java, "-classpath", System.getProperty("java.class.path"), program.getName());
        return new ProcessBuilder(Stream.concat(start.stream(), Stream.of(args)).toList())
                .inheritIO()
                .start();
    }
}

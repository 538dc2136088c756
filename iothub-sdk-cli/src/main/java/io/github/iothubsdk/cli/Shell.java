package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.time.TimeSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a command sees of the process it runs in.
 *
 * @param out results, always UTF-8
 * @param err everything that is not a result
 * @param in answers to questions
 * @param screen what the results are shown on
 * @param env the environment variables
 * @param home where profile and journal live
 * @param timeSource the clock
 * @param interruption who presses Ctrl-C
 * @param known the secrets that the process was given
 * @param profile whose keys are taken
 */
record Shell(
        Output out,
        PrintStream err,
        Input in,
        Screen screen,
        Function<String, Optional<String>> env,
        Path home,
        TimeSource timeSource,
        Interruption interruption,
        KnownSecrets known,
        Profile profile) {

    Shell(
            Output out,
            PrintStream err,
            Input in,
            Screen screen,
            Function<String, Optional<String>> env,
            Path home,
            TimeSource timeSource,
            Interruption interruption) {
        this(out, err, in, screen, env, home, timeSource, interruption, new KnownSecrets(), Profile.CURRENT);
    }

    /** The process's own. */
    static Shell system() {
        Function<String, Optional<String>> env = name -> Optional.ofNullable(System.getenv(name));
        return new Shell(
                new Output(new FileOutputStream(FileDescriptor.out)),
                utf8(FileDescriptor.err),
                new Input(System.in),
                Screen.detect(env),
                env,
                Path.of(env.apply("HOME").orElse(System.getProperty("user.home", "."))), // Java itself passes HOME over
                TimeSource.system(),
                new Interruption());
    }

    /** What a message calls the source of the credentials. */
    String credentialsFrom() {
        return sources().stream()
                .filter(source -> source.find().isPresent())
                .findFirst()
                .map(CredentialsProvider::describe)
                .orElse("none");
    }

    private List<CredentialsProvider> sources() {
        return profile.sources(env, home);
    }

    /** The same with the keys of this profile. */
    Shell with(Profile named) {
        return new Shell(out, err, in, screen, env, home, timeSource, interruption, known, named);
    }

    CredentialsProvider credentials() {
        CredentialsProvider given = CredentialsProvider.firstOf(sources());
        return new CredentialsProvider() {
            @Override
            public Optional<Credentials> find() {
                Optional<Credentials> found = given.find();
                found.ifPresent(keys -> {
                    known.learn(List.of(keys.secretKey().reveal()));
                    keys.sessionToken().ifPresent(token -> known.learn(List.of(token.reveal())));
                });
                return found;
            }

            @Override
            public String describe() {
                return given.describe();
            }
        };
    }

    /** The database password, when it was given. */
    Optional<Secret> password() {
        Optional<String> password = env.apply("IOTHUB_DB_PASSWORD");
        password.ifPresent(text -> known.learn(List.of(text)));
        return password.map(Secret::of);
    }

    /** Writes results for people. */
    Printer results() {
        return new Printer(out, known);
    }

    /** Writes everything else for people. */
    Printer errors() {
        return new Printer(err, known);
    }

    /** Words of others as a part of a line; cut after 2,000 characters. */
    String plain(String words) {
        return known.quote(words);
    }

    /** The end of a command whose end is Ctrl-C: what the terminal has shown of that key ends its line. */
    ExitCode interrupted() {
        if (screen.interactive()) {
            err.println();
        }
        return ExitCode.INTERRUPTED;
    }

    /**
     * What to end with when to tell was all that was to be done: for a script, half a list is no list.
     *
     * @param code otherwise
     */
    ExitCode told(ExitCode code) {
        if (code != ExitCode.DONE || !out.checkError()) {
            return code;
        }
        if (out.isClosed()) {
            return ExitCode.UNREAD;
        }
        errors().println("iothub: The output could not be written whole.");
        return ExitCode.UNEXPECTED;
    }

    /** Asks a person; only on a terminal. */
    String ask(String question) {
        out.print(question + " ");
        out.flush();
        return interruption.whileIdle(this::answer, () -> {
            out.println();
            err.println("iothub: Interrupted before an answer; nothing was done.");
        });
    }

    private String answer() {
        try {
            Optional<String> line = in.line();
            if (line.isEmpty()) {
                out.println(); // as Enter does
            }
            return line.orElse("").trim();
        } catch (IOException e) {
            throw new UncheckedIOException("The answer could not be read", e);
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}

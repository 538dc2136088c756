package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the script's archive of classes is made of: short commands that nobody sees, against a cloud in this process. */
final class ClassArchive {

    private static final String NAME = "plant-7";

    private ClassArchive() {}

    /** Whether this process is there to make one, and for nothing else. */
    static boolean isWanted() {
        return Boolean.getBoolean("iothub.archive");
    }

    static void load() {
        try (Simulator cloud = Simulator.builder().start()) {
            cloud.demoAccount().instance(NAME);
            Shell shell = unseen(Map.of(
                    "JDCLOUD_ACCESS_KEY", Demo.ACCESS_KEY,
                    "JDCLOUD_SECRET_KEY", Demo.SECRET_KEY,
                    "IOTHUB_ENDPOINT", cloud.endpoint().toString()));
            Iothub.run(shell, "--help");
            Iothub.run(shell, "create", "--help");
            Iothub.run(shell, "preflight", "--help");
            Iothub.run(shell, "show", NAME);
            Iothub.run(shell, "list");
        }
    }

    private static Shell unseen(Map<String, String> env) {
        return new Shell(
                new Output(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                new Input(InputStream.nullInputStream()),
                Screen.none(),
                name -> Optional.ofNullable(env.get(name)),
                Path.of("/nobody"),
                TimeSource.system(),
                new Interruption());
    }
}

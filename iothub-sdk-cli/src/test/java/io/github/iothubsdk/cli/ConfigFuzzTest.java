package io.github.iothubsdk.cli;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Any bytes as the command's file of options, as YAML and as JSON: options, or words that say why not. */
class ConfigFuzzTest {

    @TempDir
    static Path directory = Path.of("");

    @FuzzTest
    void readsOptionsOrSaysWhatIsWrong(byte[] input) throws IOException {
        read(Files.write(directory.resolve("options.yaml"), input));
        read(Files.write(directory.resolve("options.json"), input));
    }

    private static void read(Path file) {
        try {
            ConfigFile.namedIn(
                    new String[] {"-f", file.toString()},
                    ConfigFuzzTest::commands,
                    new Input(InputStream.nullInputStream()));
        } catch (ConfigText.Unusable e) {
            if (e.getMessage().isBlank()) {
                throw new AssertionError("no words", e);
            }
        }
    }

    private static CommandLine commands() {
        CommandSpec create = CommandSpec.create()
                .addOption(OptionSpec.builder("--name").type(String.class).build())
                .addOption(OptionSpec.builder("--region").type(String.class).build());
        return new CommandLine(CommandSpec.create().addSubcommand("create", create));
    }
}

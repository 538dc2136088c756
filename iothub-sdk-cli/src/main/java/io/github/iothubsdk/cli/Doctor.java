package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds out what an account answers to. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Finds out by reads alone what your account answers to.",
        footer = {
            "",
            "Looks at credentials, clock, the routes of each wire dialect, and at orders and",
            "instances that no run explains. Changes nothing.",
            "Exit codes: 0 a dialect answers for all that create reads; 2 none does.",
            "",
            "Example:",
            "  iothub doctor --record what-it-answers.jsonl --contract my-dialect.json"
        })
final class Doctor extends CloudCommand {

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            description = "Writes the dialect that answered; read it again with --dialect FILE.")
    private Optional<Path> contract = Optional.empty();

    Doctor(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        contract.ifPresent(Doctor::requireWritable);
        String from = shell.credentialsFrom();
        try (ProvisioningClient client = cloud.client(shell).build()) {
            WireProbe probe = client.probe(cloud.region(shell));
            Optional<Path> written = contract.flatMap(file -> probe.answering().map(dialect -> write(dialect, file)));
            report.probed(probe, from, written);
            return probe.answering().isPresent() ? ExitCode.DONE : ExitCode.INVALID;
        }
    }

    /** Looked at before anything is sent. */
    private static void requireWritable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refused("--contract: " + file + " is there already. Nothing was sent.");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new Refused("--contract: there is no directory for " + file + ". Nothing was sent.");
        }
    }

    /** One that is there is not overwritten: it may be the only copy of what somebody has learned. */
    private static Path write(WireDialect dialect, Path file) {
        try {
            return Files.writeString(
                    file,
                    dialect.toJson(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new Refused("--contract: " + file + " cannot be written"
                    + (Files.exists(file) ? ": it is there already." : ": " + ConfigText.why(e) + "."));
        }
    }
}

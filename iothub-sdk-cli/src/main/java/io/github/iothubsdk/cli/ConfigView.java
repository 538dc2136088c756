package io.github.iothubsdk.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.iothubsdk.cli.JsonFormat.Fields;
import io.github.iothubsdk.cli.Origins.Origin;
import io.github.iothubsdk.cli.Settings.Source;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.error.ApiException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What holds here.
 *
 * @param rows an option each
 * @param credentials where they are taken from, or why they cannot be used
 * @param accessKey its beginning
 * @param files those that are read without being named
 */
record ConfigView(List<Row> rows, String credentials, Optional<String> accessKey, List<Path> files) {

    private static final int SHOWN = 4;

    /**
     * An option.
     *
     * @param value empty when it has none, and needs none
     */
    record Row(String option, Optional<String> value, Origin origin) {}

    static ConfigView of(CommandSpec command, CloudOptions cloud, Shell shell) {
        Settings settings = (Settings) command.defaultValueProvider();
        List<Row> rows = new ArrayList<>();
        for (String key : CommonOptions.KEYS) {
            OptionSpec option = Objects.requireNonNull(command.findOption("--" + key));
            rows.add(row(key, option, Origins.of(option, settings), cloud, shell));
        }
        String from;
        Optional<String> key = Optional.empty();
        try {
            from = shell.credentialsFrom();
            key = shell.credentials().find().map(Credentials::accessKey).map(ConfigView::shortened);
        } catch (ApiException.Misconfigured e) {
            from = String.valueOf(e.getMessage());
        }
        return new ConfigView(rows, from, key, settings.files());
    }

    private static Row row(String key, OptionSpec option, Origin origin, CloudOptions cloud, Shell shell) {
        Object value = option.getValue();
        Object given = value instanceof Optional<?> known ? known.orElse(null) : value;
        if (given != null) {
            return new Row("--" + key, Optional.of(words(given)), origin);
        }
        return switch (key) {
            case "region" -> region(cloud, shell);
            case "journal" ->
                new Row(
                        "--journal",
                        Optional.of(CloudOptions.usualJournal(shell).toString()),
                        origin);
            case "dialect" -> new Row("--dialect", Optional.of(Simulate.USUAL), origin);
            default -> new Row("--" + key, Optional.empty(), origin);
        };
    }

    /** JD Cloud's own profile may name it. */
    private static Row region(CloudOptions cloud, Shell shell) {
        Optional<String> named = shell.profile().region(shell.home());
        Path file = shell.home().resolve(Profile.DIRECTORY).resolve("config");
        return new Row(
                "--region",
                Optional.of(cloud.region(shell)),
                new Origin(
                        named.isPresent() ? Source.FILE : Source.DEFAULT,
                        named.map(region -> file + ", region_id"
                                + shell.profile()
                                        .name()
                                        .map(name -> " of [" + name + "]")
                                        .orElse(""))));
    }

    private static String words(Object value) {
        return value instanceof Duration duration ? Values.words(duration) : value.toString();
    }

    private static String shortened(String accessKey) {
        return accessKey.substring(0, Math.min(SHOWN, accessKey.length() / 2)) + "...";
    }

    void print(Printer out, int columns) {
        var table = new Table("OPTION", "VALUE", "FROM");
        rows.forEach(row -> table.row(row.option, row.value.orElse("-"), row.origin.toString()));
        table.print(out, columns);
        out.println();
        out.println("Credentials: " + credentials
                + accessKey.map(key -> ", access key " + key).orElse(""));
        out.println("Read where they are there:");
        files.forEach(file -> out.println("  " + file + (Files.exists(file) ? "" : " (not there)")));
        out.println("What goes before what: " + String.join(", ", Settings.ORDER) + ".");
    }

    JsonObject json() {
        return new Fields()
                .with("settings", JsonFormat.list(rows, ConfigView::json))
                .with("credentials", credentials)
                .with("accessKey", accessKey)
                .with("files", JsonFormat.list(files, file -> new JsonPrimitive(file.toString())))
                .with("order", JsonFormat.list(Settings.ORDER, JsonPrimitive::new))
                .done();
    }

    private static JsonObject json(Row row) {
        return new Fields()
                .with("option", row.option)
                .with("value", row.value)
                .with("source", row.origin.source().name())
                .with("where", row.origin.where())
                .done();
    }
}

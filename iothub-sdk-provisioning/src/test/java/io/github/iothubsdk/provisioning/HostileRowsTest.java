package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service says in a row or a refusal comes to events, exceptions and the journal in plain words, without secrets. */
class HostileRowsTest {

    private static final List<String> BAD = List.of("\u001b[2J", "\r", "\n", "\u009b", "\u202e", "\u2028");

    static Stream<Arguments> comesInPlainWords() {
        return BAD.stream()
                .flatMap(bad -> Stream.of("instance", "refusal", "network", "database")
                        .map(where -> arguments("U+" + Integer.toHexString(bad.charAt(0)), bad, where)));
    }

    @ParameterizedTest(name = "{0} of the {2}")
    @MethodSource
    void comesInPlainWords(String name, String bad, String where, @TempDir Path directory) throws IOException {
        String words = bad + "FORGED " + Demo.DB_PASSWORD + " " + Demo.SECRET_KEY;
        try (var cloud = Cloud.inProcess();
                var client =
                        cloud.builder().journal(Journals.inDirectory(directory)).build()) {
            arm(cloud, where, "x" + words);
            StringWriter told = new StringWriter();
            told.write(client.preflight(Cloud.request("plant-7").build()).toString());
            try {
                client.create(Cloud.request("plant-7").build(), Duration.ofMinutes(20));
            } catch (ProvisioningException e) {
                e.printStackTrace(new PrintWriter(told, true));
            }
            told.write(cloud.events.toString() + client.runs());
            try (var files = Files.list(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    told.write(Files.readString(file, StandardCharsets.UTF_8));
                }
            }

            String all = told.toString();
            assertThat(all).contains("FORGED").doesNotContain(Demo.DB_PASSWORD, Demo.SECRET_KEY);
            assertThat(all).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n\t]]");
            assertThat(all.lines()).noneMatch(line -> line.startsWith("FORGED"));
        }
    }

    private static String json(String words) {
        return words.replace("\u001b", "\\u001b").replace("\r", "\\r").replace("\n", "\\n");
    }

    private static void arm(Cloud cloud, String where, String words) {
        var faults = cloud.simulator.faults();
        switch (where) {
            case "instance" -> faults.on(Route.LIST_INSTANCES).always().odd(instances(json(words)), 200);
            case "refusal" -> faults.on(Route.CREATE_INSTANCE).error(400, 400, "INVALID_ARGUMENT", words);
            case "network" -> faults.on(Route.DESCRIBE_VPC).always().error(400, 400, words, words);
            default -> faults.on(Route.DESCRIBE_RDS_INSTANCE).always().odd(server(json(words)), 200);
        }
    }

    /** Of the name that is wanted, so that it is told. */
    private static String instances(String words) {
        return "{\"requestId\":\"r\",\"result\":{\"totalCount\":1,\"instances\":[{\"instanceId\":\"i-1\",\"name\":\"plant-7\","
                + "\"instanceStatus\":\"" + words + "\"}]}}";
    }

    private static String server(String words) {
        return "{\"requestId\":\"r\",\"result\":{\"dbInstanceAttributes\":{\"instanceId\":\"" + Demo.RDS
                + "\",\"engine\":\"" + words + "\",\"engineVersion\":\"" + words + "\",\"instanceStatus\":\"" + words
                + "\"}}}";
    }
}

package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Rds;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is printed, thrown, logged or journaled in a process of its own, with every logger at TRACE. */
@Timeout(120)
class SecretCanaryTest {

    private static final String PASSWORD = "CanaryPass1";
    private static final String SECRET_KEY = "canary-secret-key";
    private static final String TOKEN = "canary-session-token";
    private static final String URL_PASSWORD = "CanaryInUrl9";

    @Test
    void neverShowsASecret(@TempDir Path directory) throws IOException {
        String all;
        try (Jvm jvm = Jvm.start(
                Everything.class, List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"), directory.toString())) {
            all = jvm.rest();
        }
        assertThat(all)
                .contains("DEBUG io.github.iothubsdk.wire", "Finished[", "Invalid", "Unfinished", "left no trace")
                .contains("Recovering[", "Caused by: io.github.iothubsdk.core.error", "the end of everything")
                .contains("preflight of ", "Preflight of ", "RunSummary[", "ProvisioningResult[");
        clean(all);
        try (var files = Files.list(directory)) {
            List<Path> written = files.toList();
            assertThat(written).hasSizeGreaterThan(4);
            for (Path file : written) {
                clean(Files.readString(file));
            }
        }
    }

    private static void clean(String text) {
        assertThat(text.replaceAll("[\n\t]", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        String token = Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
        for (String secret : List.of(PASSWORD, SECRET_KEY, TOKEN, token, URL_PASSWORD, "JDCLOUD2-HMAC-SHA256 Cred")) {
            assertThat(text.lines().filter(line -> line.contains(secret)))
                    .as(secret)
                    .isEmpty();
        }
    }

    /** Creates instances in all kinds of weather and prints everything that it can get hold of. */
    static final class Everything {

        private final Cloud cloud = new Cloud();
        private final Account account = cloud.simulator
                .account("canary-access", SECRET_KEY)
                .sessionToken(TOKEN)
                .userAuth(1)
                .cash("900")
                .vpc(Demo.VPC, "v", "10.0.0.0/16")
                .subnet(Demo.SUBNET, "s", Demo.VPC, "10.0.0.0/24", 9)
                .rds(Rds.of(Demo.RDS)
                        .vpc(Demo.VPC)
                        .host(Demo.RDS_HOST)
                        .database(Demo.DATABASE, "utf8")
                        .grant(Demo.DATABASE, Demo.DB_USER, "rw"));
        private final ProvisioningClient client;

        private Everything(Path directory) {
            client = ProvisioningClient.builder(CredentialsProvider.of(
                            Credentials.of("canary-access", Secret.of(SECRET_KEY), Secret.of(TOKEN))))
                    .endpoint(cloud.simulator.endpoint())
                    .journal(Journals.inDirectory(directory))
                    .timeSource(cloud.timeSource)
                    .schemaTransport(SchemaTransports.jdbc(database -> "jdbc:mysql://root:" + URL_PASSWORD
                            + "@127.0.0.1:1/" + database.database() + "?password=" + URL_PASSWORD))
                    .listener(System.out::println)
                    .listener(ProvisioningListener.logging())
                    .build();
        }

        public static void main(String[] arguments) {
            var everything = new Everything(Path.of(arguments[0]));
            everything.run();
            everything.client.close();
            everything.cloud.close();
            System.out.println("the end of everything");
        }

        private void run() {
            create(request("calm"));
            var faults = cloud.simulator.faults();
            faults.on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            faults.on(Route.PAY_ORDER).afterEffect().truncatedJson();
            create(request("lost"));
            faults.on(Route.CREATE_INSTANCE)
                    .error(400, 400, "INVALID_ARGUMENT", "Request field rdsPasswd is '" + PASSWORD + "': too weak");
            create(request("echo"));
            faults.on(Route.CREATE_INSTANCE)
                    .error(500, 500, "INTERNAL", "cannot use " + PASSWORD + " with " + Demo.DB_USER);
            create(request("echoed by a failure"));
            faults.on(Route.CREATE_INSTANCE).odd("{\"requestId\":\"r\",\"rdsPasswd\":\"" + PASSWORD + "\"", 502);
            create(request("odd"));
            echoes();
            create(request("schema").bootstrapSchema(SchemaScripts.bytes("SELECT 1".getBytes(StandardCharsets.UTF_8))));
            faults.on(Route.QUERY_ORDER).error(403, 403, "HTTP_FORBIDDEN", "not now");
            create(request("denied"));
            account.orderAmount("9");
            create(request("dear"));
            account.userAuth(0);
            create(request("refused"));
            account.sessionToken("another-token");
            create(request("expired"));
            client.runs().forEach(System.out::println);
        }

        /** Every operation says every secret, in every part of a refusal and of a page that is none. */
        private void echoes() {
            String token = Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
            String all = String.join(" ", PASSWORD, SECRET_KEY, TOKEN, token);
            var faults = cloud.simulator.faults();
            int names = 0;
            for (Route route : List.of(
                    Route.DESCRIBE_USER,
                    Route.DESCRIBE_VPC,
                    Route.DESCRIBE_RDS_INSTANCE,
                    Route.LIST_INSTANCES,
                    Route.CREATE_INSTANCE,
                    Route.QUERY_ORDER,
                    Route.QUERY_ORDERS)) {
                faults.on(route).error(400, 400, "S " + all, "it is " + all + "\u001b[2J\u202e");
                create(request("echo-" + names++));
                faults.on(route).status(502, all, "x-jdcloud-request-id: " + all);
                create(request("echo-" + names++));
            }
            faults.on(Route.LIST_INSTANCES).odd("{\"requestId\":\"" + all + "\",\"result\":{\"" + all + "\":1}}", 200);
            create(request("echo-" + names++));
        }

        private void create(CreateInstanceRequest.Builder form) {
            try {
                CreateInstanceRequest request = form.build();
                System.out.println(request + " " + request.database());
                var looked = client.preflight(request);
                System.out.println(looked + "\n" + looked.describe() + looked.checks());
                System.out.println(client.create(request, Duration.ofMinutes(60)));
            } catch (RuntimeException e) {
                e.printStackTrace(System.out);
            }
        }

        private static CreateInstanceRequest.Builder request(String name) {
            return Cloud.request(name.replace(' ', '-'))
                    .database(
                            RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(PASSWORD)));
        }
    }
}

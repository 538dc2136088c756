package io.github.iothubsdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each example does what its question asks; the cloud's ledger is the witness. */
@Timeout(60)
class ExamplesTest {

    private final DemoCloud cloud = new DemoCloud();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @AfterEach
    void showsNoSecret() {
        cloud.close();
        assertThat(String.join("\n", lines()))
                .doesNotContain(Demo.SECRET_KEY)
                .doesNotContain(Demo.DB_PASSWORD)
                .doesNotContain("JDCLOUD2-HMAC-SHA256");
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String ledger() {
        List<String> lines = cloud.ledger().lines();
        return lines.get(lines.size() - 1);
    }

    @Test
    void preflightBeforeBuyingNamesTheRemedyAndBuysNothing() {
        cloud.account().cash("12.00");

        PreflightBeforeBuying.run(cloud, out);

        assertThat(lines()).filteredOn(line -> line.startsWith("  PASSED")).hasSize(13);
        assertThat(lines()).filteredOn(line -> line.startsWith("  FAILED")).hasSize(1);
        assertThat(lines()).anyMatch(line -> line.startsWith("Ask whoever pays: "));
        assertThat(lines()).contains("It cannot be ordered yet. To put right first:");
        assertThat(cloud.ledger().writes()).isZero();
    }

    @Test
    void preflightBeforeBuyingSaysWhenItWouldWork() {
        PreflightBeforeBuying.run(cloud, out);

        assertThat(lines()).contains("It can be ordered.");
        assertThat(cloud.ledger().writes()).isZero();
    }

    @Test
    void watchProgressDrawsABarThatGrows() {
        WatchProgress.run(cloud, out);

        List<Integer> bars = lines().stream()
                .filter(line -> line.matches("#*\\.*  .*"))
                .map(line -> line.lastIndexOf('#') + 1)
                .toList();
        assertThat(bars).hasSizeGreaterThan(3).isSorted().startsWith(0).endsWith(20);
        assertThat(lines()).last().asString().startsWith("runs at ");
        assertThat(ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void createManyEndsAllButTheOneWhoseNameIsTaken() {
        cloud.account().instance("plant-13");

        CreateMany.run(cloud, out);

        assertThat(lines()).filteredOn(line -> line.endsWith(" runs")).hasSize(19);
        assertThat(lines()).filteredOn(line -> line.startsWith("plant-13: ")).hasSize(1);
        assertThat(lines()).anyMatch(line -> line.contains("Nothing was ordered."));
        assertThat(cloud.ledger().orders()).hasSize(19);
        assertThat(cloud.ledger().payments()).hasSize(19);
    }

    @Test
    void resumeAfterACrashOrdersAndPaysOnce() throws IOException, InterruptedException {
        ResumeAfterACrash.run(cloud, directory, out);

        assertThat(lines())
                .startsWith(
                        "The first process ended with code 137",
                        "1 order, 0 payments",
                        "plant-7 had come to PlaceOrder")
                .last()
                .asString()
                .endsWith("order " + cloud.ledger().orders().get(0).number());
        assertThat(cloud.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        assertThat(ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void actOnEachFailureMeetsAllFour() {
        ActOnEachFailure.run(cloud, out);

        assertThat(lines()).anyMatch(line -> line.startsWith("plant-1: top up: "));
        assertThat(lines()).anyMatch(line -> line.startsWith("plant-2: before resuming: "));
        assertThat(lines()).anyMatch(line -> line.matches("plant-2 runs as .* for CNY 88.00"));
        assertThat(cloud.ledger().orders())
                .filteredOn(order -> order.instanceName().equals("plant-3"))
                .allSatisfy(order -> assertThat(lines())
                        .anyMatch(
                                line -> line.startsWith("plant-3: compare with the console: order " + order.number())));
        assertThat(lines()).last().asString().startsWith("plant-4: ").contains("FAILED");
        assertThat(cloud.ledger().orders())
                .extracting(order -> order.instanceName() + " " + order.status())
                .containsExactly("plant-2 PAID", "plant-3 NO_PAY", "plant-3 NO_PAY", "plant-4 FAILED");
        assertThat(ledger()).startsWith("ledger: 3 orders, 1 payment, 1 instance RUNNING");
    }

    @Test
    void ownTransportSeesEachCallOnce() {
        Queue<HttpRequest> sent = new ConcurrentLinkedQueue<>();
        HttpTransport wire = HttpTransports.okHttp(Duration.ofSeconds(5));
        OwnTransport.run(
                cloud,
                new HttpTransport() {
                    @Override
                    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                        sent.add(request);
                        return wire.send(request);
                    }

                    @Override
                    public void close() {
                        wire.close();
                    }
                },
                out);

        assertThat(sent)
                .hasSize(cloud.ledger().calls().size())
                .allSatisfy(request ->
                        assertThat(request.headers()).contains(new HttpRequest.Header("x-proxy-site", "beijing-3")));
        assertThat(lines()).hasSameSizeAs(sent).allMatch(line -> line.matches(".*: HTTP 200, \\d+ bytes, \\d+ ms"));
        assertThat(lines()).filteredOn(line -> line.startsWith("iothub POST ")).hasSize(1);
        assertThat(ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }
}

package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cloud that outlasts its process: what is kept, when it is written, and which files are refused. */
class StateTest {
    private final SettableClock clock = new SettableClock();
    private final Path file;

    StateTest(@TempDir Path directory) {
        file = directory.resolve("cloud.state");
    }

    @BeforeEach
    void startTheClock() {
        clock.advance(Duration.ofHours(1));
    }

    private SimulatorBuilder builder() {
        return Simulator.builder().clock(clock).state(file);
    }

    private static String state(Simulator simulator) {
        return new String(
                        simulator
                                .exchange("GET", "/_sim/state", Map.of(), new byte[0])
                                .body(),
                        StandardCharsets.UTF_8)
                .replaceAll("\"lastEvent\":\\d+,\"nextRequest\":\\d+,", "");
    }

    @Test
    void goesOnWithAllThatThereWas() throws Exception {
        String before;
        List<String> lines;
        String unpaid;
        try (Simulator simulator = builder().uniqueNames(false).inProcess()) {
            assertThat(simulator.isResumed()).isFalse();
            Wire wire = new Wire(simulator, clock);
            Account demo =
                    simulator.demoAccount().coupons("5.00").orderAmount("88.00").frozen("2.50");
            wire.buy("plant-7");
            demo.nextInstance(Fate.SUSPENDS).orderLifetime(Duration.ofHours(3)).payRule(PayRule.LEFT_UNPAID);
            unpaid = wire.create("plant-8", "t-8").result().get("orderNumber").getAsString();
            demo.deny(Route.SHOW_INSTANCE).closeRoute(Route.DELETE_INSTANCE).maxInstances(9);
            demo.colleague().service("Virtual Machine").nameless().order("vm").pay();
            demo.colleague().order("plant-9").refundPart();
            demo.instance("old").instance("odd", "3", 40).removeInstance("old");
            simulator.account("AK2", "SK2").otherKey("AK3", "SK3").sessionToken("tok");
            simulator.totals(false).orderField("buyId").envelope(Envelope.FLAT_DATA);
            before = state(simulator);
            lines = simulator.ledger().lines();
        }
        try (Simulator again = builder().uniqueNames(false).inProcess()) {
            assertThat(again.isResumed()).isTrue();
            assertThat(state(again)).isEqualTo(before);
            assertThat(again.ledger().lines()).isEqualTo(lines);
            Wire wire = new Wire(again, clock);
            assertThat(wire.create("plant-8", "t-8").result().get("buyId").getAsString())
                    .as("a client token that is known")
                    .isEqualTo(unpaid);
            assertThat(wire.pay(unpaid).status()).isEqualTo(200);
            assertThat(wire.pay(unpaid).error()).contains("order has been paid");
            assertThat(again.ledger().payments()).hasSize(4);
            String next = wire.create("plant-11", "t-11").result().get("buyId").getAsString();
            assertThat(again.ledger().orders())
                    .extracting(Ledger.Order::number)
                    .doesNotHaveDuplicates()
                    .endsWith(next);
            assertThat(wire.get("iothub", Wire.HUB + "/x").send().error()).contains("not authorized");
        }
    }

    @Test
    void keepsFaultsWhereTheyStand() throws Exception {
        try (Simulator simulator = builder().inProcess()) {
            simulator.demoAccount();
            simulator.faults().on(Route.DESCRIBE_USER).call(2).times(3).html(502);
            simulator.faults().on(Route.PAY_ORDER).always().afterEffect().status(503, "busy", "Retry-After: 0");
            simulator.faults().on(Route.LIST_INSTANCES).meanwhile(() -> {});
            Wire wire = new Wire(simulator, clock);
            wire.get("user", Wire.USER).send();
            assertThat(wire.get("user", Wire.USER).send().status()).isEqualTo(502);
        }
        try (Simulator again = builder().inProcess()) {
            assertThat(again.faults().remaining())
                    .as("but for what is code")
                    .containsExactly(
                            "html 502 on calls 2 to 4 of DESCRIBE_USER, before the effect",
                            "status 503 on every call of PAY_ORDER, after the effect");
            Wire wire = new Wire(again, clock);
            assertThat(wire.get("user", Wire.USER).send().status()).isEqualTo(502);
            assertThat(wire.get("user", Wire.USER).send().status()).isEqualTo(502);
            assertThat(wire.get("user", Wire.USER).send().status()).isEqualTo(200);
            assertThat(wire.pay("1").headers().firstValue("Retry-After")).contains("0");
        }
    }

    @Test
    void keepsWhatIsStillToLand() throws Exception {
        try (Simulator simulator = builder().inProcess()) {
            simulator.demoAccount();
            simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofMinutes(2));
            new Wire(simulator, clock)
                    .post("iothub", Wire.HUB, Wire.createBody("plant-7", "t").replace("\"p\"", "\"canary\""))
                    .exchange();
        }
        assertThat(Files.readString(file)).doesNotContain("canary");
        try (Simulator again = builder().inProcess()) {
            assertThat(again.ledger().orders()).isEmpty();
            clock.advance(Duration.ofMinutes(2));
            assertThat(again.ledger().orders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.clientToken()).isEqualTo("t"));
        }
        try (Simulator third = builder().inProcess()) {
            assertThat(third.ledger().orders()).hasSize(1);
        }
    }

    @Test
    void keepsNoSecretOfAQueryThatIsStillToLand() throws Exception {
        try (Simulator simulator = builder().inProcess()) {
            simulator.demoAccount();
            simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofMinutes(2));
            String query = "?rdsPassword=canary1&pwd=canary2&filters.1.name=rdsPassword&filters.1.values.1=canary3";
            new Wire(simulator, clock)
                    .post("iothub", Wire.HUB + query, Wire.createBody("plant-7", "t"))
                    .exchange();
            assertThat(Files.readString(file)).contains("\"late\":[{").doesNotContain("canary");
        }
        clock.advance(Duration.ofMinutes(2));
        try (Simulator again = builder().inProcess()) {
            assertThat(again.ledger().orders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.instanceName()).isEqualTo("plant-7"));
        }
    }

    /** The ledger shows no body of more than 64 KiB; the effect needs all of it. */
    @Test
    void keepsALargeBodyThatIsStillToLand() throws Exception {
        try (Simulator simulator = builder().inProcess()) {
            simulator.demoAccount();
            simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofMinutes(2));
            String body = Wire.createBody("plant-7", "t").replace("\"p\"", "\"canary\"");
            String large = body.substring(0, body.length() - 1) + ",\"note\":\"" + "x".repeat(70_000) + "\"}";
            new Wire(simulator, clock).post("iothub", Wire.HUB, large).exchange();
        }
        assertThat(Files.readString(file)).doesNotContain("canary");
        clock.advance(Duration.ofMinutes(2));
        try (Simulator again = builder().inProcess()) {
            assertThat(again.ledger().orders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.instanceName()).isEqualTo("plant-7"));
        }
    }

    @Test
    void countsWritesOnAfterAKill() throws Exception {
        Path killed = file.resolveSibling("killed");
        try (Simulator simulator = builder().inProcess()) {
            simulator.demoAccount();
            new Wire(simulator, clock).buy("plant-7");
            assertThat(simulator.ledger().writes()).isEqualTo(2);
            Files.copy(file, killed);
            new Wire(simulator, clock).create("plant-7", "refused, which changes nothing");
        }
        try (Simulator afterAKill =
                Simulator.builder().clock(clock).state(killed).inProcess()) {
            assertThat(afterAKill.ledger().writes()).isEqualTo(2);
        }
        try (Simulator again = builder().inProcess()) {
            assertThat(again.ledger().writes()).isEqualTo(3);
        }
    }

    @Test
    void keepsTheNoncesOfCallsThatChangedSomething() throws Exception {
        Wire.Call create;
        try (Simulator simulator =
                builder().honourClientTokens(false).uniqueNames(false).inProcess()) {
            simulator.demoAccount();
            create = new Wire(simulator, clock)
                    .post("iothub", Wire.HUB, Wire.createBody("plant-7", "t"))
                    .header("x-jdcloud-nonce", "once");
            assertThat(create.exchange().status()).isEqualTo(200);
        }
        try (Simulator again =
                builder().honourClientTokens(false).uniqueNames(false).inProcess()) {
            Exchange replayed = new Wire(again, clock)
                    .post("iothub", Wire.HUB, Wire.createBody("plant-7", "t"))
                    .header("x-jdcloud-nonce", "once")
                    .exchange();
            assertThat(replayed.status()).isEqualTo(403);
            assertThat(again.ledger().orders()).hasSize(1);
        }
    }

    @Test
    void keepsTheSeedAndTheClockThatWasMoved() throws Exception {
        Instant ahead;
        try (Simulator simulator = Simulator.builder().state(file).seed(7).inProcess()) {
            simulator.demoAccount();
            simulator.exchange(
                    "POST",
                    "/_sim/clock",
                    Map.of("content-type", "application/json"),
                    "{\"advance\":\"P400D\"}".getBytes(StandardCharsets.UTF_8));
            ahead = Instant.now().plus(Duration.ofDays(399));
        }
        try (Simulator again = Simulator.builder().state(file).inProcess()) {
            assertThat(state(again)).contains("\"seed\":\"7\"");
            Colleague theirs = again.demoAccount().colleague();
            theirs.order("plant-7");
            assertThat(again.ledger().orders().get(0).at()).isAfter(ahead);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulator.builder().state(file).seed(8).inProcess())
                .withMessageContaining("was begun with the seed 7");
        Simulator.builder().state(file).seed(7).inProcess().close();
    }

    @Test
    void givesNoRequestIdTwiceAfterReadsThatNobodyKept() throws Exception {
        String first;
        try (Simulator simulator = builder().seed(7).inProcess()) {
            simulator.demoAccount();
            first = new Wire(simulator, clock)
                    .get("user", Wire.USER)
                    .send()
                    .json()
                    .get("requestId")
                    .getAsString();
        }
        try (Simulator again = builder().seed(7).inProcess()) {
            assertThat(new Wire(again, clock)
                            .get("user", Wire.USER)
                            .send()
                            .json()
                            .get("requestId")
                            .getAsString())
                    .isNotEqualTo(first);
        }
    }

    /** A page that was open would take the new ones for those that it knows. */
    @Test
    void givesNoEventIdTwice() {
        long before;
        try (Simulator simulator = builder().furnish(Simulator::demoAccount).inProcess()) {
            before = lastEvent(simulator);
        }
        try (Simulator again = builder().inProcess()) {
            assertThat(lastEvent(again)).isGreaterThanOrEqualTo(1_000_000).isGreaterThan(before);
        }
    }

    private static long lastEvent(Simulator simulator) {
        byte[] state =
                simulator.exchange("GET", "/_sim/state", Map.of(), new byte[0]).body();
        return Json.read(new String(state, StandardCharsets.UTF_8))
                .get("lastEvent")
                .getAsLong();
    }

    @Test
    void isWrittenOnlyWhenSomethingHasChanged() throws Exception {
        try (Simulator simulator = builder().inProcess()) {
            Account demo = simulator.demoAccount();
            Wire wire = new Wire(simulator, clock);
            wire.buy("plant-7");
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
            wire.list();
            wire.get("user", Wire.USER).send();
            wire.get("user", "/nowhere").send();
            wire.create("plant-7", "other"); // the name is in use
            simulator.ledger().lines();
            demo.cash(demo.cash().toPlainString());
            assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
            demo.nextInstance(Fate.FLICKERS);
            assertThat(Files.getLastModifiedTime(file).toMillis()).isPositive();
        }
    }

    @Test
    void isItsOwnersAlone() throws Exception {
        try (Simulator simulator = builder().inProcess()) {
            simulator.demoAccount();
            for (Path each : List.of(file, file.resolveSibling("cloud.state.lock"))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            }
            assertThat(file.resolveSibling("cloud.state.new")).doesNotExist();
        }
    }

    @Test
    void isUsedByOneAtATime() {
        try (Simulator simulator = builder().inProcess()) {
            simulator.demoAccount();
            assertThatThrownBy(() -> builder().inProcess())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cloud.state is in use: one simulator at a time");
        }
        builder().inProcess().close();
    }

    @Test
    void leavesTheFileWhenThePortIsTaken() {
        try (Simulator taken = Simulator.start()) {
            assertThatThrownBy(() -> builder().port(taken.endpoint().getPort()).start())
                    .isInstanceOf(UncheckedIOException.class);
        }
        builder().inProcess().close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: plant-7 | is no state of a simulator",
                "'' | is no state of a simulator",
                "[] | is no state of a simulator",
                "{\"recording\":1} | is no state of a simulator",
                "{\"format\":\"iothub-simulator-state\",\"version\":2,\"sha256\":\"x\"} | is of version 2, and this simulator reads 1",
                "{\"format\":\"iothub-simulator-state\",\"version\":1,\"sha256\":\"x\"} | is damaged",
            })
    void refusesWhatIsNoStateOfItsOwnAndLeavesItAsItIs(String content, String words) throws Exception {
        Files.writeString(file, content);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().start())
                .withMessageContaining(file.toString())
                .withMessageContaining(words);
        assertThat(file).hasContent(content);
    }

    @Test
    void refusesAFileWithAByteThatChanged() throws Exception {
        try (Simulator simulator = builder().inProcess()) {
            simulator.demoAccount();
        }
        String whole = Files.readString(file);
        for (String damaged :
                List.of(whole.replace("1016.80", "9016.80"), whole.substring(0, whole.length() / 2), whole + "x")) {
            Files.writeString(file, damaged);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder().inProcess())
                    .withMessageContaining("is damaged: its content is not what its first line says");
        }
        Files.writeString(file, whole);
        builder().inProcess().close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().dialect("iotHub2020").inProcess())
                .withMessageContaining("its cloud speaks the dialect iotHubInferred");
    }

    @Test
    void saysWhereAFileCannotBe(@TempDir Path directory) {
        assertThatThrownBy(() -> Simulator.builder().state(directory).inProcess())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() ->
                        Simulator.builder().state(directory.resolve("no/file")).inProcess())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("there is no directory for");
    }

    /** The directory is gone, as a disk may be: nothing is answered as if it would last. */
    @Test
    void answersAnErrorWhenItCannotBeKept(@TempDir Path other) throws Exception {
        Path inside = Files.createDirectory(other.resolve("gone"));
        Path moved = other.resolve("moved");
        try (Simulator simulator =
                Simulator.builder().clock(clock).state(inside.resolve("s")).inProcess()) {
            simulator.demoAccount();
            Files.move(inside, moved);
            Wire wire = new Wire(simulator, clock);
            Wire.Answer lost = wire.create("plant-7", "t");
            assertThat(lost.error()).isEqualTo("500 INTERNAL: the simulator cannot keep its state [gw]");
            Files.move(moved, inside);
            assertThat(wire.create("plant-7", "t").status()).isEqualTo(200);
        }
        try (Simulator again =
                Simulator.builder().clock(clock).state(inside.resolve("s")).inProcess()) {
            assertThat(again.ledger().orders()).hasSize(1);
        }
    }
}

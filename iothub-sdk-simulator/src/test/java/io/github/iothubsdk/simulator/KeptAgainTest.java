package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is accepted can be read again; what could not be is refused at once. */
class KeptAgainTest {
    private final Path file;

    KeptAgainTest(@TempDir Path directory) {
        file = directory.resolve("cloud.state");
    }

    private SimulatorBuilder builder() {
        return Simulator.builder().state(file);
    }

    private static Named<Consumer<FaultBuilder>> fault(String name, Consumer<FaultBuilder> fault) {
        return Named.of(name, fault);
    }

    static Stream<Named<Consumer<FaultBuilder>>> beyond() {
        String[] many = Collections.nCopies(1_001, "A: b").toArray(String[]::new);
        return Stream.of(
                fault("call", on -> on.call(2_000_000).dropConnection()),
                fault("times", on -> on.times(2_000_000).dropConnection()),
                fault("status 600", on -> on.status(600, "x")),
                fault("status 100", on -> on.emptyBody(100)),
                fault("code", on -> on.error(400, -1, "X", "m")),
                fault("stall", on -> on.stall(Duration.ofDays(73_000))),
                fault("landLate", on -> on.landLate(Duration.ofDays(73_000))),
                fault("date", on -> on.date(Duration.ofDays(-73_000))),
                fault("row", on -> on.rowHidden(2_000_000)),
                fault("headers", on -> on.status(200, "x", many)));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void refusesAFaultThatCouldNotBeReadAgain(Consumer<FaultBuilder> fault) {
        try (Simulator simulator = builder().furnish(Simulator::demoAccount).inProcess()) {
            FaultBuilder on = simulator.faults().on(Route.LIST_INSTANCES);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fault.accept(on))
                    .withMessageContaining("must be a");
            assertThat(simulator.faults().remaining()).isEmpty();
        }
        builder().inProcess().close();
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void readsFaultsOfEveryRouteAgain(Route route) {
        try (Simulator simulator = builder().inProcess()) {
            simulator.faults().on(route).times(1_000_000).dropConnection();
        }
        try (Simulator again = builder().inProcess()) {
            assertThat(again.faults().remaining())
                    .containsExactly("dropConnection on calls 1 to 1000000 of " + route + ", before the effect");
        }
    }

    @Test
    void readsAClockThatHasPassedItsBoundSinceItWasMoved() {
        try (Simulator simulator = builder().inProcess()) {
            byte[] to2199 = "{\"at\":\"2199-12-31T23:59:59Z\"}".getBytes(StandardCharsets.UTF_8);
            assertThat(simulator
                            .exchange("POST", "/_sim/clock", Map.of("content-type", "application/json"), to2199)
                            .status())
                    .isEqualTo(200);
        }
        SettableClock later = new SettableClock();
        later.advance(Duration.between(later.instant(), Instant.parse("2031-01-01T00:00:00Z")));
        try (Simulator again = builder().clock(later).inProcess()) {
            again.demoAccount().colleague().order("plant-7");
            assertThat(again.ledger().orders().get(0).at()).isAfter("2200-01-01T00:00:00Z");
        }
        builder().clock(later).inProcess().close();
    }

    @Test
    void refusesAccessKeysWithHalfACharacter() {
        try (Simulator simulator = builder().inProcess()) {
            assertThatIllegalArgumentException().isThrownBy(() -> simulator.account("\ud800", "x"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> simulator.demoAccount().otherKey("a\udc01", "x"));
            Account whole = simulator.account("\ud83d\ude00", "x");
            assertThat(whole.accessKey()).isEqualTo("\ud83d\ude00");
        }
        builder().inProcess().close();
    }

    @Test
    void refusesALinkToNowhereAndFollowsOthers(@TempDir Path other) throws IOException {
        Path link = Files.createSymbolicLink(other.resolve("link"), file);
        assertThatThrownBy(() -> Simulator.builder().state(link).inProcess())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is a link to what is not there");
        builder().furnish(Simulator::demoAccount).inProcess().close();
        try (Simulator simulator = Simulator.builder().state(link).inProcess()) {
            simulator.demoAccount().cash("7.00");
        }
        assertThat(link).isSymbolicLink();
        try (Simulator again = builder().inProcess()) {
            assertThat(again.demoAccount().cash()).isEqualByComparingTo("7.00");
        }
    }
}

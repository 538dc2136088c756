package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.simulator.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The losses of {@link LostOrderTest}, through the HTTP client that users have. */
class LostOrderOnSocketsTest {

    @ParameterizedTest(name = "{0} {1} after effect: {2}")
    @MethodSource("io.github.iothubsdk.provisioning.LostOrderTest#losses")
    void ordersAndPaysOnceWhenAnAnswerIsLost(Route route, LostOrderTest.Loss loss, boolean afterEffect) {
        LostOrderTest.ordersAndPaysOnce(new Cloud(), route, loss, afterEffect);
    }
}

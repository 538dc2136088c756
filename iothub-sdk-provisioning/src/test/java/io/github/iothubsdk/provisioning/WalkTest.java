package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.simulator.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way of a request from the front door to the wire, as the stack tells it where it leaves. */
class WalkTest {

    /** They know nothing of what is asked for: one remembers an answer, one turns pages. */
    private static final Set<String> HELPERS = Set.of("Memoized", "Listing");

    private final List<List<String>> walks = Collections.synchronizedList(new ArrayList<>());

    @Test
    void leavesEachClassOnceOnItsWayToTheWire() {
        try (var cloud = new Cloud();
                var client = cloud.builder()
                        .transport(() -> new Recording(cloud.simulator))
                        .build()) {
            client.create(Cloud.request("plant-7").build(), Duration.ofHours(1));
        }
        assertThat(walks)
                .hasSizeGreaterThan(10)
                .allSatisfy(walk ->
                        assertThat(returns(walk)).as(String.join(" -> ", walk)).isEmpty());
        assertThat(walks)
                .as("the order and the payment")
                .anySatisfy(walk -> assertThat(walk).contains("ProvisioningClient", "PlaceOrder", "InstanceApi"))
                .anySatisfy(walk -> assertThat(walk).contains("ProvisioningClient", "PayOrder", "OrderApi"));
    }

    /** The classes to which a walk comes back after it had left them. */
    private static List<String> returns(List<String> walk) {
        List<String> returns = new ArrayList<>();
        Set<String> left = new HashSet<>();
        String at = "";
        for (String next : walk) {
            if (!next.equals(at)) {
                left.add(at);
                at = next;
                if (left.contains(next)) {
                    returns.add(next);
                }
            }
        }
        return returns;
    }

    private final class Recording extends InProcess {

        Recording(Simulator cloud) {
            super(cloud);
        }

        @Override
        public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
            List<String> walk = new ArrayList<>();
            for (StackTraceElement frame : new Throwable().getStackTrace()) {
                String name = frame.getClassName();
                if (name.startsWith("io.github.iothubsdk.") && !name.contains("WalkTest")) {
                    walk.add(name.substring(name.lastIndexOf('.') + 1).replaceAll("\\$.*", ""));
                }
            }
            walk.removeAll(HELPERS);
            Collections.reverse(walk);
            walks.add(walk);
            return super.send(request);
        }
    }
}

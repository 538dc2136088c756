package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Checked;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Finished;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Looked;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Ordered;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Paid;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Stopped;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Cloud cloud = Cloud.inProcess();

    @AfterEach
    void close() {
        cloud.close();
    }

    private <E extends ProvisioningEvent> List<E> events(Class<E> type) {
        return cloud.events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The kinds of the events in order, each row of equal ones as one. */
    private List<String> story() {
        List<String> story = new ArrayList<>();
        for (ProvisioningEvent event : cloud.events) {
            String kind = event.getClass().getSimpleName();
            if (story.isEmpty() || !story.get(story.size() - 1).equals(kind)) {
                story.add(kind);
            }
        }
        story.removeIf(kind -> kind.equals("Waiting"));
        return story.stream().distinct().toList();
    }

    @Test
    void isToldTheWholeStoryInOrder() {
        try (var client = cloud.client()) {
            ProvisioningResult done = client.create(Cloud.request("plant-7").build(), HOUR);

            assertThat(story())
                    .containsExactly(
                            "Begun", "Checked", "Claimed", "Ordered", "Confirmed", "Paid", "Looked", "Finished");
            assertThat(cloud.events).extracting(ProvisioningEvent::runId).containsOnly(done.runId());
            assertThat(events(Checked.class))
                    .extracting(checked -> checked.result().id())
                    .containsExactlyElementsOf(Verdict.ALL);
            assertThat(events(Ordered.class)).singleElement().satisfies(ordered -> {
                assertThat(ordered.orderNumber()).isEqualTo(done.orderNumber());
                assertThat(ordered.instanceId()).contains(done.instance().id());
            });
            assertThat(events(Paid.class)).extracting(Paid::amount).containsExactly(Money.cny("0"));
            assertThat(events(Finished.class)).extracting(Finished::provisioned).containsExactly(done);
        }
    }

    /** As where a framework gives what the application has given, too. */
    @Test
    void isToldOnceHoweverOftenItIsGiven() {
        List<ProvisioningEvent> heard = new ArrayList<>();
        ProvisioningListener listener = heard::add;
        ProvisioningListener another = heard::add;
        try (var client = cloud.builder()
                .listener(listener)
                .listener(another)
                .listener(listener)
                .build()) {
            client.create(Cloud.request("plant-7").build(), HOUR);
        }
        assertThat(heard).filteredOn(Finished.class::isInstance).hasSize(2);
    }

    @Test
    void isToldAProgressThatNeverGoesBack() {
        try (var client = cloud.client()) {
            client.create(Cloud.request("plant-7").build(), HOUR);
        }
        List<Integer> progress = events(Looked.class).stream()
                .flatMap(looked -> looked.progress().stream())
                .toList();
        assertThat(progress).hasSizeGreaterThan(20).isSorted().endsWith(100).allMatch(each -> each >= 0);
        assertThat(progress.stream().distinct()).hasSizeGreaterThan(10);
    }

    @Test
    void changesNothingByThrowing() {
        var heard = new AtomicInteger();
        try (var client = cloud.builder()
                .listener(event -> {
                    heard.incrementAndGet();
                    throw new IllegalStateException("the listener's own trouble");
                })
                .build()) {
            client.create(Cloud.request("plant-7").build(), HOUR);
            assertThat(client.unfinishedRuns()).isEmpty();
        }
        assertThat(heard).hasValueGreaterThan(20);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void isToldBesideOthersWhateverTheyThrow() {
        List<ProvisioningEvent> second = new ArrayList<>();
        try (var client = cloud.builder()
                .listener(event -> {
                    throw new AssertionError("the first one's trouble");
                })
                .listener(ProvisioningListener.logging())
                .listener(second::add)
                .build()) {
            client.create(Cloud.request("plant-7").build(), HOUR);
        }
        assertThat(second).hasSizeGreaterThan(20).containsExactlyElementsOf(cloud.events);
    }

    @Test
    void isToldWhyARunStoppedAsTheCallerIs() {
        cloud.account.userAuth(0);
        try (var client = cloud.client()) {
            var invalid = catchThrowableOfType(
                    Invalid.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));
            assertThat(story()).containsExactly("Begun", "Checked", "Stopped");
            assertThat(events(Stopped.class)).extracting(Stopped::failure).containsExactly(invalid);
            assertThat(events(Checked.class))
                    .filteredOn(checked -> checked.result().outcome() == CheckResult.Outcome.FAILED)
                    .hasSize(1);
        }
    }

    @Test
    void isToldThatARunWasTakenUpAgain() {
        cloud.account.orderAmount("9.00");
        try (var client = cloud.client()) {
            var unfinished = catchThrowableOfType(
                    Unfinished.class,
                    () -> client.create(Cloud.request("plant-7").build(), HOUR));
            cloud.events.clear();
            client.resume(unfinished.runId().orElseThrow(), HOUR, Money.cny("9.00"));
        }
        assertThat(story()).containsExactly("Resumed", "Confirmed", "Claimed", "Paid", "Looked", "Finished");
        assertThat(events(Paid.class)).extracting(Paid::amount).containsExactly(Money.cny("9"));
    }

    @Test
    void changesNothingByAnErrorNeitherOfItsOwnNorOfALibraryThatIsMissing() {
        AtomicInteger told = new AtomicInteger();
        try (var client = cloud.builder()
                .listener(event -> {
                    told.incrementAndGet();
                    throw new NoClassDefFoundError("of the listener's");
                })
                .build()) {
            client.create(Cloud.request("plant-7").build(), HOUR);
            var later = client.start(Cloud.request("plant-8").build()).result();
            AsyncLoop.until(cloud, later::isDone);

            assertThat(later).isCompleted();
        }
        assertThat(told.get()).isGreaterThan(20);
        assertThat(cloud.ledger()).startsWith("ledger: 2 orders, 2 payments");
    }
}

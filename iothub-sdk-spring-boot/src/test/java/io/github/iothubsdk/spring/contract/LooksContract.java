package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.spring.IotHubConnectionDetails;
import io.github.iothubsdk.spring.IotHubHealth;
import io.github.iothubsdk.spring.IotHubRuns;
import io.github.iothubsdk.spring.simulator.SimulatedIotHub;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The looks at the journal go on whatever happens in one, and are few. */
@Timeout(120)
public abstract class LooksContract extends TelemetryCase {

    private static final int MANY = 60;

    private final Watched journal = new Watched();
    private final Class<?> autoConfiguration;

    protected LooksContract(Class<?> autoConfiguration) {
        super(autoConfiguration);
        this.autoConfiguration = autoConfiguration;
    }

    /** Counts the looks; one of them may find a class missing, as while an application is replaced. */
    private static final class Watched implements Journal {

        private final Journal next = Journals.inMemory();
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean broken;

        @Override
        public OwnedRun own(RunId run) {
            return next.own(run);
        }

        @Override
        public RunId reserve(String key, RunId run, Optional<RunId> over) {
            return next.reserve(key, run, over);
        }

        @Override
        public Optional<RunId> holder(String key) {
            return next.holder(key);
        }

        @Override
        public List<JournalEntry> read(RunId run) {
            return next.read(run);
        }

        @Override
        public List<RunId> runs() {
            looks.incrementAndGet();
            if (broken) {
                throw new NoClassDefFoundError("org/example/Gone");
            }
            return next.runs();
        }
    }

    private ApplicationContextRunner looking(String every) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(autoConfiguration))
                .withBean(Journal.class, () -> journal)
                .withBean(IotHubConnectionDetails.class, () -> SimulatedIotHub.details(cloud))
                .withPropertyValues("iothub.poll-interval=50ms", "iothub.rate-limit=0")
                .withPropertyValues("iothub.runs.look-every=" + every);
    }

    @Test
    void anErrorInALookIsToldAndEndsNoOtherLook() {
        looking("100ms").run(shop -> {
            IotHubHealth health = shop.getBean(IotHubHealth.class);
            ShopCase.until(health::isKnown);
            journal.broken = true;
            ShopCase.until(() -> !health.isKnown());
            assertThat(health.details().get("journal")).asString().contains("org/example/Gone");

            journal.broken = false;
            ShopCase.until(health::isKnown);
            ProvisioningClient client = shop.getBean(ProvisioningClient.class);
            RunId left = client.begin(request(Demo.REGION + "-7"));
            ShopCase.until(() -> client.run(left).orElseThrow().ended().isPresent());
        });
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    /** Each look reads the whole journal. */
    @Test
    void oneLookTellsOfManyRunsThatAreRefusedAtOnce() {
        account.userAuth(0);
        var refused = new AtomicInteger();
        looking("1h")
                .withBean(ProvisioningListener.class, () -> event -> {
                    if (event instanceof ProvisioningEvent.Stopped) {
                        refused.incrementAndGet();
                    }
                })
                .run(shop -> {
                    ShopCase.until(shop.getBean(IotHubHealth.class)::isKnown);
                    int before = journal.looks.get();
                    IotHubRuns runs = shop.getBean(IotHubRuns.class);
                    IntStream.range(0, MANY).forEach(i -> runs.begin(request("plant-" + i)));
                    ShopCase.until(() -> refused.get() == MANY && journal.looks.get() > before);
                    assertThat(journal.looks.get() - before).isLessThan(MANY / 2);
                });
        assertThat(cloud.ledger().writes()).isZero();
    }
}

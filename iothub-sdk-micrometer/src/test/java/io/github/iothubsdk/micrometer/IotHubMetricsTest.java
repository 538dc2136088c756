package io.github.iothubsdk.micrometer;

import static io.github.iothubsdk.testkit.IotHubAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.testkit.DemoRequest;
import io.github.iothubsdk.testkit.IotHubCloud;
import io.github.iothubsdk.testkit.VirtualTime;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the registry is told agrees with the ledger, and tells no runs apart. */
@IotHubCloud
@Timeout(60)
class IotHubMetricsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final RunId RUN = RunId.of("order-4711");
    private static final CreateInstanceRequest REQUEST =
            DemoRequest.of("plant-7").spendAtMost(Money.cny("100")).build();

    private final Simulator cloud;
    private final MeteredCloud metered;

    IotHubMetricsTest(Simulator cloud, ProvisioningClientBuilder builder, VirtualTime time) {
        this.cloud = cloud;
        this.metered = new MeteredCloud(builder, time);
    }

    @BeforeEach
    void price(Account account) {
        account.orderAmount("88.00");
    }

    /** Whatever happened in the test. */
    @AfterEach
    void tellsNoRunsApartAndNoSecret() {
        metered.close();
        assertThat(metered.registry.scrape())
                .doesNotContain(Demo.SECRET_KEY, Demo.DB_PASSWORD, Demo.ACCESS_KEY)
                .doesNotContain(RUN.value(), "plant-7", Demo.VPC, Demo.SUBNET, Demo.RDS, Demo.REGION);
        cloud.ledger()
                .orders()
                .forEach(order -> assertThat(metered.registry.scrape())
                        .doesNotContain(order.number(), String.valueOf(order.instanceId())));
        assertThat(metered.registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getKey)
                .isSubsetOf("step", "ending", "reason", "currency", "check", "outcome", "call");
    }

    @Test
    void aRunIsCountedTimedAndPaid() {
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();

        ProvisioningResult done = metered.client.create(RUN, REQUEST, HOUR);

        assertThat(cloud).hasOneOrder().paidOnce().runs(done.instance().name());
        assertThat(metered.count("iothub.runs.ended", "ending", "Done")).isEqualTo(1);
        assertThat(metered.registry
                        .get("iothub.run")
                        .tags("ending", "Done", "step", "done", "reason", "none")
                        .timer()
                        .totalTime(TimeUnit.MINUTES))
                .isBetween(5.0, 60.0);
        assertThat(metered.count("iothub.commits", "step", "PlaceOrder"))
                .isEqualTo(cloud.ledger().calls(Route.CREATE_INSTANCE).size());
        assertThat(metered.count("iothub.commits", "step", "PayOrder"))
                .isEqualTo(cloud.ledger().calls(Route.PAY_ORDER).size());
        assertThat(metered.count("iothub.recoveries", "step", "PlaceOrder")).isPositive();
        assertThat(metered.registry
                        .get("iothub.paid")
                        .tags("currency", "CNY")
                        .summary()
                        .totalAmount())
                .isEqualTo(88.0);
        assertThat(metered.registry
                        .get("iothub.waits")
                        .tags("step", "AwaitInstance")
                        .timer()
                        .totalTime(TimeUnit.MINUTES))
                .isPositive();
    }

    @Test
    void everySendIsCountedAsTheLedgerHasIt() {
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        cloud.faults().on(Route.DESCRIBE_VPC).times(2).html(502);

        metered.client.create(RUN, REQUEST, HOUR);

        long timed = metered.registry.find("iothub.calls").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
        assertThat(timed).isEqualTo(cloud.ledger().calls().size());
        assertThat(metered.registry
                        .get("iothub.calls")
                        .tags("outcome", "no answer")
                        .timer()
                        .count())
                .isEqualTo(1);
        String vpc = "vpc GET /v1/regions/{region}/vpcs/{}";
        assertThat(metered.registry
                        .get("iothub.calls")
                        .tags("call", vpc, "outcome", "5xx")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(metered.count("iothub.calls.resent", "call", vpc)).isEqualTo(2);
    }

    @Test
    void aRunThatEndsBadlySaysHowWhereAndWhy(Account account) {
        account.cash("12.00");
        assertThatThrownBy(() -> metered.client.create(RUN, REQUEST, HOUR))
                .isInstanceOf(ProvisioningException.Invalid.class);
        assertThat(metered.registry
                        .get("iothub.run")
                        .tags("ending", "Invalid", "step", "Preflight", "reason", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(metered.count("iothub.checks.blocking", "check", "balance-suffices"))
                .isEqualTo(1);

        account.cash("500.00");
        var dear = DemoRequest.of("plant-8").spendAtMost(Money.cny("10")).build();
        assertThatThrownBy(() -> metered.client.create(dear, HOUR))
                .isInstanceOf(ProvisioningException.Unfinished.class);
        assertThat(metered.count("iothub.runs.ended", "ending", "Unfinished")).isEqualTo(1);
        assertThat(metered.registry
                        .get("iothub.run")
                        .tags("step", "ConfirmOrder", "reason", "OVER_THE_CEILING")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(metered.registry.get("iothub.paid").summary().count()).isZero();
    }

    /** Where nothing was told of its beginning, as on the node that takes the last turn. */
    @Test
    void aRunThatWasBegunElsewhereIsCountedAndNotTimed(ProvisioningClientBuilder elsewhere, VirtualTime time) {
        try (var other = elsewhere.build()) {
            other.begin(RUN, REQUEST);
        }
        while (metered.client.advance(RUN) instanceof Advance.Waiting) {
            time.advance(Duration.ofMinutes(1));
        }
        assertThat(metered.count("iothub.runs.ended", "ending", "Done")).isEqualTo(1);
        assertThat(metered.registry.find("iothub.run").timers()).isEmpty();
    }

    @Test
    void whatTheRegistryThrowsCostsNoCall(ProvisioningClientBuilder builder) {
        var registry = new SimpleMeterRegistry();
        var metrics = new IotHubMetrics(registry);
        var thrown = new AtomicInteger();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (thrown.incrementAndGet() % 2 == 0) {
                    throw new AssertionError("no more meters");
                }
                throw new IllegalStateException("no more meters");
            }
        });
        try (var client = builder.listener(metrics)
                .transport(() -> metrics.around(HttpTransports.standard()))
                .build()) {
            client.create(RUN, REQUEST, HOUR);
        }
        assertThat(cloud).hasOneOrder().paidOnce();
        assertThat(thrown.get()).isGreaterThanOrEqualTo(cloud.ledger().calls().size());
    }

    /** An alert looks at increases, and a counter that is first seen at 1 has not increased. */
    @Test
    void whatAlertsAskForBeginsAtZero() {
        for (String ending : List.of("Done", "Invalid", "Unfinished", "Unknown", "Broken")) {
            assertThat(metered.count("iothub.runs.ended", "ending", ending)).isZero();
        }
        assertThat(metered.registry
                        .get("iothub.paid")
                        .tags(Tags.of("currency", "CNY"))
                        .summary()
                        .count())
                .isZero();
    }

    @Test
    void anUnknownIsOnTheGaugeUntilAPersonHasEndedIt(VirtualTime time) {
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().error(400, 400, "INVALID_ARGUMENT", "no");
        assertThat(metered.gauge("iothub.runs.unknown")).isZero();

        var unknown = catchThrowableOfType(
                ProvisioningException.Unknown.class, () -> metered.client.create(RUN, REQUEST, HOUR));
        time.advance(Duration.ofMinutes(1));

        assertThat(unknown.runId()).contains(RUN);
        assertThat(metered.gauge("iothub.runs.unknown")).isEqualTo(1);
        assertThat(metered.count("iothub.runs.ended", "ending", "Unknown")).isEqualTo(1);
        metered.client.abandon(RUN);
        time.advance(Duration.ofMinutes(1));
        assertThat(metered.gauge("iothub.runs.unknown")).isZero();
    }
}

package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Colleague;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.time.Duration;
import java.util.Locale;

/** What the account and the service are like, as far as nobody has published it. */
enum Nature {
    STRICT,
    LOOSE,
    FIRST,
    MARKED,
    LAGGING,
    AUTO_PAID,
    /** Another dialect: rows without description, status numbers, and a second witness. */
    IN_2020;

    static final String NAME = "plant-7";
    static final String OTHER_VPC = "vpc-elsewhere1";
    static final String OTHER_SUBNET = "subnet-elsewher1";
    static final String PRICE = "88.00";

    /** The cloud, with the account as it was the day before. */
    Simulator cloud(VirtualTime timeSource) {
        SimulatorBuilder builder = Simulator.builder()
                .clock(timeSource)
                .rateLimit(0)
                .preparing(Duration.ofSeconds(5))
                .building(Duration.ofSeconds(20));
        SimulatorBuilder character = switch (this) {
            case STRICT -> builder.strict();
            case LOOSE, FIRST, AUTO_PAID -> builder.loose();
            case IN_2020 -> builder.loose().dialect(dialect().name());
            case MARKED -> builder.loose().ordersShowDescription(true);
            case LAGGING -> builder.loose().orderListLag(Duration.ofSeconds(80)).listLag(Duration.ofSeconds(90));
        };
        Simulator cloud = character.inProcess();
        Account account = cloud.demoAccount().cash("5000.00").orderAmount(PRICE).autoPaid(this == AUTO_PAID);
        account.vpc(OTHER_VPC, "other-vpc", "10.1.0.0/16")
                .subnet(OTHER_SUBNET, "other-subnet", OTHER_VPC, "10.1.0.0/24", 250);
        if (this != FIRST) {
            past(account.colleague().amount("12.00"));
            timeSource.advance(Duration.ofDays(1));
        }
        return cloud;
    }

    private static void past(Colleague colleague) {
        colleague.order("plant-1").pay();
        colleague.order("plant-2").cancel();
        colleague.order("plant-3");
        colleague.service("Virtual Machine").order("vm-1").pay();
    }

    WireDialect dialect() {
        return this == IN_2020 ? WireDialects.iotHub2020() : WireDialects.iotHubInferred();
    }

    /** What is wanted, every time. */
    CreateInstanceRequest request() {
        CreateInstanceRequest.Builder builder = Cloud.request(NAME).spendAtMost(Money.cny("100.00"));
        return this == MARKED ? builder.markInDescription().build() : builder.build();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Nature of(String words) {
        return valueOf(words.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Envelope;
import io.github.iothubsdk.simulator.Route;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstancesTest {

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();
    private final Instances instances = client.instances(Demo.REGION);

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PAGE_OBJECT, true, true, 3",
        "PAGE_OBJECT, true, false, 3",
        "FLAT_DATA, true, true, 3",
        "TOTAL_COUNT, true, true, 3",
        "PAGE_OBJECT, false, true, 4",
        "FLAT_DATA, false, false, 4",
        "TOTAL_COUNT, false, true, 4"
    })
    void listsEveryInstanceOnceInEveryEnvelope(Envelope envelope, boolean totals, boolean repeatLast, int calls) {
        cloud.account.instances(250);
        cloud.simulator.envelope(envelope).totals(totals).repeatLastPage(repeatLast);

        assertThat(instances.list()).hasSize(250).extracting(Instance::id).doesNotHaveDuplicates();
        assertThat(cloud.simulator.ledger().calls(Route.LIST_INSTANCES)).hasSize(calls);
    }

    @ParameterizedTest
    @CsvSource({"true, true, 2", "true, false, 2", "false, true, 3", "false, false, 3"})
    void endsAfterTheLastPageWhenItIsFull(boolean totals, boolean repeatLast, int calls) {
        cloud.account.instances(200);
        cloud.simulator.totals(totals).repeatLastPage(repeatLast);

        assertThat(instances.list()).hasSize(200);
        assertThat(cloud.simulator.ledger().calls(Route.LIST_INSTANCES)).hasSize(calls);
    }

    @Test
    void listsNothingWhereThereIsNothing() {
        assertThat(instances.list()).isEmpty();
        assertThat(instances.findByName("plant-7")).isEmpty();
    }

    @Test
    void goesOnAfterAPageWithARowThatHasNoId() {
        String rows = IntStream.range(0, 99)
                .mapToObj(i -> "{\"instanceId\":\"old-" + i + "\",\"name\":\"old\"}")
                .collect(Collectors.joining(","));
        cloud.account.instances(101);
        cloud.simulator.totals(false);
        cloud.simulator
                .faults()
                .on(Route.LIST_INSTANCES)
                .odd("{\"requestId\":\"r\",\"result\":{\"instances\":[{\"name\":\"odd\"}," + rows + "]}}", 200);

        assertThat(instances.findByName("filler-101")).hasSize(1);
    }

    @Test
    void findsByIdAndByName() {
        cloud.account.instance("plant-6").instance("plant-7");
        Instance byName = instances.findByName("plant-7").get(0);

        assertThat(instances.findById(byName.id())).contains(byName);
        assertThat(byName).returns(InstanceStatus.RUNNING, Instance::status).returns(Demo.REGION, Instance::region);
        assertThat(instances.findById("0123456789abcdef")).isEmpty();
    }

    @Test
    void encodesAnIdThatIsNotOne() {
        assertThat(instances.findById("../orders?x=1#")).isEmpty();
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void deletesOnceAndSaysSoTheSecondTime() {
        cloud.account.instance("plant-7");
        String id = instances.findByName("plant-7").get(0).id();

        instances.delete(id);
        assertThat(instances.list()).isEmpty();
        var gone = catchThrowableOfType(ApiException.Rejected.class, () -> instances.delete(id));
        assertThat(gone.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(gone.requestId()).isPresent();
    }

    @Test
    void sendsADeleteOnceWhenItsAnswerIsLost() {
        cloud.account.instance("plant-7");
        String id = instances.findByName("plant-7").get(0).id();
        cloud.simulator.faults().on(Route.DELETE_INSTANCE).afterEffect().dropConnection();

        var lost = catchThrowableOfType(ApiException.Unreachable.class, () -> instances.delete(id));
        assertThat(lost.mayHaveHappened()).isTrue();
        assertThat(cloud.simulator.ledger().calls(Route.DELETE_INSTANCE)).hasSize(1);
    }
}

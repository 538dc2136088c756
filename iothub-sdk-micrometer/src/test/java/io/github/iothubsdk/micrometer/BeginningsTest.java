package io.github.iothubsdk.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.RunId;
import org.junit.jupiter.api.Test;

/** Runs of which no end is told do not fill the memory. */
class BeginningsTest {

    private final Beginnings beginnings = new Beginnings();

    private static RunId run(int number) {
        return RunId.of("run-" + number);
    }

    @Test
    void forgetsTheOldestOfTenThousand() {
        for (int number = 0; number < 10_000; number++) {
            beginnings.note(run(number), number);
        }
        beginnings.note(run(0), 77);
        beginnings.note(run(10_000), 78);

        assertThat(beginnings.take(run(1))).as("the oldest").isEmpty();
        assertThat(beginnings.take(run(0))).as("taken up again").contains(77L);
        assertThat(beginnings.take(run(2))).contains(2L);
        assertThat(beginnings.take(run(2))).as("over").isEmpty();
    }
}

package io.github.iothubsdk.examples.kotlin

import io.github.iothubsdk.provisioning.model.Advance
import io.github.iothubsdk.simulator.Fate
import io.github.iothubsdk.simulator.Simulator
import java.time.Duration
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** The example against a simulated cloud: each kind of ending, and turn by turn. */
@Timeout(120)
class CreateFromKotlinTest {

    private val cloud: Simulator =
        Simulator.builder().preparing(Duration.ofMillis(20)).building(Duration.ofMillis(20)).start()
    private val account = cloud.demoAccount()

    @AfterEach
    fun close() = cloud.close()

    private fun told(): String = client(cloud.endpoint()).use { create(it, request("plant-7")) }

    @Test
    fun createsOne() {
        assertThat(told()).startsWith("plant-7 runs; it cost CNY")
        assertThat(cloud.ledger().payments()).hasSize(1)
    }

    @Test
    fun namesWhatIsToBePutRight() {
        account.cash("1.00")
        assertThat(told()).isEqualTo("nothing was ordered; put right [balance-suffices]")
        assertThat(cloud.ledger().orders()).isEmpty()
    }

    @Test
    fun namesTheRunToResume() {
        account.orderAmount("88.00")
        assertThat(told()).startsWith("resume ").endsWith("(OVER_THE_CEILING)")
        assertThat(cloud.ledger().payments()).isEmpty()
    }

    @Test
    fun tellsWhatWillNotCome() {
        account.nextInstance(Fate.SUSPENDS)
        assertThat(told()).isNotBlank()
        assertThat(cloud.ledger().payments()).hasSize(1)
    }

    @Test
    fun goesOnTurnByTurn() {
        client(cloud.endpoint()).use { client ->
            val run = client.begin(request("plant-8"))
            var next: Advance = client.advance(run)
            while (untilNextTurn(next) != null) {
                next = client.advance(run)
            }
            assertThat(next).isInstanceOf(Advance.Finished::class.java)
        }
        assertThat(cloud.ledger().payments()).hasSize(1)
    }
}

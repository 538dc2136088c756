package io.github.iothubsdk.examples.kotlin

import io.github.iothubsdk.core.auth.Credentials
import io.github.iothubsdk.core.auth.CredentialsProvider
import io.github.iothubsdk.core.auth.Secret
import io.github.iothubsdk.provisioning.Journals
import io.github.iothubsdk.provisioning.ProvisioningClient
import io.github.iothubsdk.provisioning.model.Advance
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest
import io.github.iothubsdk.provisioning.model.Money
import io.github.iothubsdk.provisioning.model.ProvisioningException
import io.github.iothubsdk.provisioning.model.RdsDatabase
import io.github.iothubsdk.simulator.Demo
import io.github.iothubsdk.simulator.Simulator
import java.net.URI
import java.time.Duration
import kotlin.jvm.optionals.getOrNull

/** What is asked for; against the simulated cloud, whose demo account has all of it. */
fun request(name: String): CreateInstanceRequest =
    CreateInstanceRequest.builder(Demo.REGION, name)
        .network(Demo.VPC, Demo.SUBNET)
        .database(RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
        .spendAtMost(Money.cny("50.00"))
        .acceptServiceTerms()
        .build()

/** A client of that cloud. */
fun client(endpoint: URI): ProvisioningClient =
    ProvisioningClient.builder(CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY))))
        .endpoint(endpoint)
        .journal(Journals.inMemory())
        .pollInterval(Duration.ofMillis(100))
        .build()

/** Creates an instance and tells how it ended. The compiler holds that no ending is forgotten: there is no `else`. */
fun create(client: ProvisioningClient, request: CreateInstanceRequest): String =
    try {
        val done = client.create(request, Duration.ofMinutes(60))
        "${done.instance().name()} runs; it cost ${done.paid()}"
    } catch (e: ProvisioningException) {
        when (e) {
            is ProvisioningException.Invalid -> "nothing was ordered; put right " + e.violations().map { it.code() }
            is ProvisioningException.Unfinished -> "resume ${e.runId().getOrNull()} (${e.reason()})"
            is ProvisioningException.Unknown -> "a person looks at " + e.evidence()
            is ProvisioningException.Broken -> e.remedy()
        }
    }

/** How long an engine of one's own waits until the next turn of a run; null when there is none. */
fun untilNextTurn(next: Advance): Duration? =
    when (next) {
        is Advance.Waiting -> next.after()
        is Advance.Finished -> null
    }

fun main() {
    Simulator.start().use { cloud ->
        cloud.demoAccount()
        client(cloud.endpoint()).use { println(create(it, request("plant-7"))) }
    }
}

/**
 * For your tests: a simulated cloud for each, time that passes in a moment, and assertions on what was really bought.
 *
 * <p>{@link io.github.iothubsdk.testkit.IotHubCloud} on a JUnit 5 test class gives each test a cloud of its own as parameters:
 * the simulator, its account, a client or its builder, and the virtual time. After each test it fails by itself when something
 * was paid twice, a colleague's order was paid, or a fault never struck. {@link io.github.iothubsdk.testkit.IotHubAssertions}
 * asks the cloud's ledger, which is the witness, whatever the client believes. {@link io.github.iothubsdk.testkit.VirtualTime}
 * lets fifteen minutes of building pass in milliseconds, also in a test without JUnit:
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * try (Simulator cloud = Simulator.builder().clock(time).start();
 *         ProvisioningClient client = ProvisioningClient.builder(
 *                         CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY))))
 *                 .endpoint(cloud.endpoint())
 *                 .journal(Journals.inMemory())
 *                 .timeSource(time)
 *                 .build()) {
 *     cloud.demoAccount();
 *     ProvisioningRun run = client.start(DemoRequest.of("plant-7").build());
 *     ProvisioningResult done = time.until(run);
 *     IotHubAssertions.assertThat(cloud).hasOneOrder().paidOnce().runs(done.instance().name());
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * The front door: creates IoT Hub instances, from the checks to the one that runs, exactly once.
 *
 * <p>Make one {@link io.github.iothubsdk.provisioning.ProvisioningClient} for the process, with a
 * {@link io.github.iothubsdk.provisioning.Journals journal} where its runs survive. {@code create} waits for the instance;
 * {@code start} does not hold a thread; {@code begin} and {@code advance} are for workflow engines. Whatever ends a run,
 * {@code resume} goes on with it, here or on another machine with the same journal. The page of the client has a whole
 * example with its failures.
 *
 * <pre>{@code
 * CreateInstanceRequest request = CreateInstanceRequest.builder("cn-north-1", "plant-7")
 *         .network("vpc-yn4dblxgeb", "subnet-820lwf1mlp")
 *         .database(RdsDatabase.of("mysql-wp4e9ztap2", "iothub", "db.example.com", "iothub_rw", Secret.of("password")))
 *         .spendAtMost(Money.cny("50.00"))
 *         .acceptServiceTerms()
 *         .build();
 * try (ProvisioningClient client = ProvisioningClient.builder(CredentialsProvider.defaultChain())
 *         .journal(Journals.inDirectory(Path.of("iothub-journal")))
 *         .listener(ProvisioningListener.logging())
 *         .build()) {
 *     System.out.println(client.preflight(request).describe());
 *     System.out.println(client.create(request, Duration.ofHours(1)).instance().id());
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.provisioning;

import org.jspecify.annotations.NullMarked;

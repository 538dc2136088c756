/**
 * One signed call to JD Cloud: what to send, how often a read may be repeated, and what its answer must hold.
 *
 * <p>An {@link io.github.iothubsdk.core.ApiCall} says what goes on the wire. It becomes a read, which is repeated after a
 * failure, or a commit, which is sent once at most: that is a matter of its type, so that an order cannot be repeated by
 * mistake. The {@link io.github.iothubsdk.core.ApiClient} signs it, sends it, and throws an
 * {@link io.github.iothubsdk.core.error.ApiException} for everything that it did not understand. Whoever only wants
 * instances uses {@code ProvisioningClient}; this is for calls that it does not make.
 *
 * <pre>{@code
 * record Vpcs(List<Map<String, Object>> vpcs) {}
 *
 * ApiConfig config = ApiConfig.builder().callTimeout(Duration.ofSeconds(10)).build();
 * try (ApiClient client = new ApiClient(CredentialsProvider.defaultChain(), config)) {
 *     Service vpc = new Service("vpc", "v1");
 *     var read = ApiCall.get(vpc, "cn-north-1", "/regions/{region}/vpcs/")
 *             .query("pageSize", "100")
 *             .read(Vpcs.class, answer -> answer.vpcs() != null);
 *     Vpcs found = client.call(read, Deadline.in(Duration.ofMinutes(1), config.timeSource()));
 *     System.out.println(found.vpcs().size() + " networks");
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.core;

import org.jspecify.annotations.NullMarked;

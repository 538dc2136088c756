/**
 * Who calls: access keys, where they come from, and the signature that they make.
 *
 * <p>A {@link io.github.iothubsdk.core.auth.CredentialsProvider} is asked before every send, so that keys that are changed,
 * and session tokens that are renewed, are used at once. A {@link io.github.iothubsdk.core.auth.Secret} shows its text to
 * nobody but the caller of {@code reveal}: not in logs, not in exceptions, not to a serialiser. The
 * {@link io.github.iothubsdk.core.auth.Signer} is what every call goes through; who has an HTTP client of their own can use
 * it alone.
 *
 * <pre>{@code
 * Credentials ofMyVault = Credentials.of("JDC_0123456789", Secret.of("from a vault"));
 * CredentialsProvider chain = CredentialsProvider.firstOf(
 *         List.of(CredentialsProvider.environment(), CredentialsProvider.of(ofMyVault)));
 * System.out.println(chain.require().accessKey() + " from " + chain.describe());
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.core.auth;

import org.jspecify.annotations.NullMarked;

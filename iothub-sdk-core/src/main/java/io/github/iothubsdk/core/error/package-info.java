/**
 * What can go wrong with one call, by what is known after it.
 *
 * <p>{@link io.github.iothubsdk.core.error.ApiException} has one subclass for each situation: the service said no, it could
 * not be reached, its answer was not understood, the call could not be made, or the thread was interrupted. Of each,
 * {@code mayHaveHappened()} says whether the call may have had its effect all the same. A
 * {@link io.github.iothubsdk.core.error.Reason} sorts what the service said, and has a remedy. The client for instances
 * turns all of it into {@code ProvisioningException}s.
 *
 * <pre>{@code
 * Function<ApiException, String> whatNext = failure -> {
 *     if (failure instanceof ApiException.Rejected no) {
 *         return no.reason().remedy();
 *     }
 *     return failure.mayHaveHappened() ? "look before you send it again" : "send it again";
 * };
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.core.error;

import org.jspecify.annotations.NullMarked;

package io.github.iothubsdk.provisioning.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One order, as the order service tells it.
 *
 * @param number opaque
 * @param status what the status word means
 * @param statusWord the word as it came
 * @param service the product's name; empty when the service does not say
 * @param payable what is to be paid after discounts; empty when the service does not say, and then it is not paid
 * @param paid what has been paid
 * @param createdAt when it was placed; the zone of the service's text is INFERRED to be UTC+8
 * @param expiresAt when it cancels itself if unpaid; empty when the service does not say, or in words not understood
 * @param expiryWord the expiry as it came; empty when the service does not say
 * @param items what was bought
 */
public record Order(
        String number,
        OrderStatus status,
        String statusWord,
        String service,
        Optional<Money> payable,
        Money paid,
        Optional<Instant> createdAt,
        Optional<Instant> expiresAt,
        String expiryWord,
        List<Item> items) {

    /** The same order with these items, which a list of orders does not show. */
    public Order with(List<Item> those) {
        return new Order(number, status, statusWord, service, payable, paid, createdAt, expiresAt, expiryWord, those);
    }

    /**
     * One thing that was bought.
     *
     * @param resourceId the instance's id, once it has one; else empty
     * @param name empty when the service does not say
     * @param statusWord CREATING, SUCCESS or FAIL
     * @param extra the values of its extra information, whose names are not published
     */
    public record Item(String resourceId, String name, String statusWord, List<String> extra) {

        /** Whether the service has given it up. */
        public boolean failed() {
            return statusWord.equalsIgnoreCase("FAIL");
        }
    }
}

package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The stable id of a precondition check, for programs: {@code vpc-exists}.
 *
 * <p>The SDK's own are constants here. They never change their meaning; the check's name is for people and may be worded
 * anew in any version.
 *
 * @param value 1 to 64 lower-case letters and digits in words joined by single hyphens, starting with a letter
 */
public record CheckId(String value) implements Comparable<CheckId> {

    private static final Pattern SHAPE = Pattern.compile("(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** The access key and the secret key are accepted; when they are not, this is the only result of all. */
    public static final CheckId CREDENTIALS_ARE_ACCEPTED = of("credentials-are-accepted");
    /** The account is real-name verified. */
    public static final CheckId REAL_NAME_IS_VERIFIED = of("real-name-is-verified");
    /** The balance is at least CNY 50.00, coupons included. */
    public static final CheckId BALANCE_SUFFICES = of("balance-suffices");
    /** The VPC exists. */
    public static final CheckId VPC_EXISTS = of("vpc-exists");
    /** The subnet is in the VPC and has free addresses. */
    public static final CheckId SUBNET_FITS = of("subnet-fits");
    /** The RDS instance runs in the same VPC. */
    public static final CheckId DATABASE_SERVER_FITS = of("database-server-fits");
    /** The database exists and its account may write. */
    public static final CheckId DATABASE_IS_WRITABLE = of("database-is-writable");
    /** No instance of the region has the name. */
    public static final CheckId NAME_IS_FREE = of("name-is-free");
    /** The order list can be read, so that an order whose answer is lost can be found again. */
    public static final CheckId ORDER_LIST_IS_READABLE = of("order-list-is-readable");
    /** The journal can be written, as far as a look tells. */
    public static final CheckId JOURNAL_IS_WRITABLE = of("journal-is-writable");
    /** The script can run: the database can be logged in to and holds nothing that would be lost. */
    public static final CheckId SCHEMA_TARGET_IS_READY = of("schema-target-is-ready");
    /** No other instance is in the region; only warns. */
    public static final CheckId FIRST_IN_REGION = of("first-in-region");
    /** The clock agrees with the service's within 5 minutes. */
    public static final CheckId CLOCK_AGREES = of("clock-agrees");
    /** The region offers IoT Hub. */
    public static final CheckId REGION_IS_SUPPORTED = of("region-is-supported");
    /** The service terms are accepted. */
    public static final CheckId TERMS_ARE_ACCEPTED = of("terms-are-accepted");
    /** The wire dialect has a route to create an instance; looked at only when it has none. */
    public static final CheckId DIALECT_ORDERS = of("dialect-orders");
    /** What the request lets go unchecked is a check; looked at only when it names something. */
    public static final CheckId UNCHECKED_ARE_CHECKS = of("unchecked-are-checks");
    /** A check of the caller's has an id and a name of its own; there only when one has not. */
    public static final CheckId OWN_CHECKS_ARE_NAMED = of("own-checks-are-named");
    /** Not part of the preflight: the order, once it is there, says that it is for the instance's name. */
    public static final CheckId ORDER_IS_FOR_THE_NAME = of("order-is-for-the-name");

    /**
     * Any text of that shape.
     *
     * @throws IllegalArgumentException when it has another
     */
    public CheckId {
        Objects.requireNonNull(value, "value");
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value
                    + "\" is no id of a check: an id is lower-case words joined by hyphens, such as vpc-exists.");
        }
    }

    /**
     * An id, as of a check of the caller's own or read from a setting.
     *
     * @throws IllegalArgumentException when it has not the shape of one
     */
    public static CheckId of(String value) {
        return new CheckId(value);
    }

    /** By the alphabet. */
    @Override
    public int compareTo(CheckId other) {
        requireNonNull(other, "other");
        return value.compareTo(other.value);
    }

    /** Its text. */
    @Override
    public String toString() {
        return value;
    }
}

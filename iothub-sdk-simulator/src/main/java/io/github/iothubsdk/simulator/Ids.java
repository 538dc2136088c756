package io.github.iothubsdk.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the ids of the wire; the formats of order numbers and IoT Hub instance ids are INFERRED. */
final class Ids {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final DateTimeFormatter ORDER =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.ofHours(8));

    private int accounts;
    private int orders;
    private int instances;

    /** A request id: 32 lower-case letters and digits. */
    static String requestId() {
        return random(32);
    }

    /** Such as {@code iothub-9f3k2m7q1z}. */
    String instanceId() {
        return "iothub-" + random(10);
    }

    /** The running number of an instance. */
    int serial() {
        return ++instances;
    }

    /** The id of what another service has, in the form of a virtual machine's: such as {@code i-eumm985n4y}. */
    static String resourceId() {
        return "i-" + random(10);
    }

    /** The second in UTC+8 and a running number, such as {@code 2019050116000000001}. */
    String orderNumber(Instant now) {
        return ORDER.format(now) + "%05d".formatted(++orders);
    }

    /** Twelve digits. */
    String accountId() {
        return "785455%06d".formatted(908941 + accounts++);
    }

    private static String random(int length) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return new String(chars);
    }
}

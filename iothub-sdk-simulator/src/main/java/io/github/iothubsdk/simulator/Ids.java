package io.github.iothubsdk.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Makes the ids of the wire; the formats of order numbers and IoT Hub instance ids are INFERRED.
 *
 * <p>Each is a function of the seed and of how many of its sort there were before, so that reads do not change what a create
 * answers.
 */
final class Ids {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final DateTimeFormatter ORDER =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.ofHours(8));
    /** Of SplittableRandom: the golden ratio, odd. */
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    final long seed;
    final Counts counts = new Counts();

    /** How many of each were given; none is given twice. */
    static final class Counts {
        int accounts;
        int orders;
        int instances;
        int resources;
        int serials;
        long requests;
        int starts;
    }

    Ids(long seed) {
        this.seed = seed;
    }

    /** A request id: 32 lower-case letters and digits. */
    String requestId() {
        return random('r', ++counts.requests, 32);
    }

    /** Says that a process before this one gave request ids that nobody counted. */
    void startAgain(int starts) {
        counts.starts = starts;
        counts.requests = (long) starts << 40;
    }

    /** Such as {@code iothub-9f3k2m7q1z}. */
    String instanceId() {
        return "iothub-" + random('i', ++counts.instances, 10);
    }

    /** The running number of an instance. */
    int serial() {
        return ++counts.serials;
    }

    /** The id of what another service has, in the form of a virtual machine's: such as {@code i-eumm985n4y}. */
    String resourceId() {
        return "i-" + random('v', ++counts.resources, 10);
    }

    /** The second in UTC+8 and a running number, such as {@code 2019050116000000001}. */
    String orderNumber(Instant now) {
        return ORDER.format(now) + "%05d".formatted(++counts.orders);
    }

    /** Twelve digits. */
    String accountId() {
        return "785455%06d".formatted(908941 + counts.accounts++);
    }

    private String random(char sort, long number, int length) {
        long state = mix(mix(seed + sort) + number);
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            state += GAMMA;
            chars[i] = ALPHABET.charAt((int) Long.remainderUnsigned(mix(state), ALPHABET.length()));
        }
        return new String(chars);
    }

    /** The finalizer of SplitMix64: every bit of what goes in changes half of those that come out. */
    private static long mix(long bits) {
        long mixed = bits + GAMMA;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}

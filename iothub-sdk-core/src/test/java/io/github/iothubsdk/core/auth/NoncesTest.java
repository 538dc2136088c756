package io.github.iothubsdk.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoncesTest {

    private static final int MANY = 100_000;

    private final Nonces nonces = new Nonces();

    @Test
    void neverRepeats() {
        List<String> made =
                IntStream.range(0, MANY).parallel().mapToObj(i -> nonces.next()).toList();
        assertThat(made).doesNotHaveDuplicates();
    }

    /** A copy of the process counts on from the same number. */
    @Test
    void drawsHalfOfEachAfresh() {
        List<Long> halves = Stream.generate(nonces::next)
                .limit(MANY)
                .map(nonce -> UUID.fromString(nonce).getLeastSignificantBits())
                .toList();
        assertThat(halves).doesNotHaveDuplicates();
    }

    /** Were the drawn half ever to repeat, the counted one would not. */
    @Test
    void countsInTheOtherHalf() {
        List<Long> halves = Stream.generate(nonces::next)
                .limit(MANY)
                .map(nonce -> UUID.fromString(nonce).getMostSignificantBits() >>> 16)
                .toList();
        assertThat(halves).doesNotHaveDuplicates();
    }

    /** JD Cloud's own SDKs send random UUIDs. */
    @Test
    void looksLikeARandomUuid() {
        for (int i = 0; i < 1_000; i++) {
            UUID nonce = UUID.fromString(nonces.next());
            assertThat(nonce.version()).isEqualTo(4);
            assertThat(nonce.variant()).isEqualTo(2);
        }
    }
}

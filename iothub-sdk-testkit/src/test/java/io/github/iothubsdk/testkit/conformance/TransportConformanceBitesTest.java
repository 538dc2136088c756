package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.testkit.conformance.FlawedTransport.Flaw;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kit finds what is wrong with transports, in the place where it is wrong. */
@Timeout(120)
class TransportConformanceBitesTest {

    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.SENDS_AGAIN_AFTER_503);

    /** The kit over a transport with the flaw of the thread that runs it. */
    static final class Suite extends HttpTransportConformance {

        private final Flaw flaw = FLAW.get();

        @Override
        protected HttpTransport create(Duration connectTimeout) {
            return new FlawedTransport(connectTimeout, flaw);
        }
    }

    /** Tells an interrupt as if the connection had been lost. */
    static final class SwallowsInterrupts extends HttpTransportConformance {
        @Override
        protected HttpTransport create(Duration connectTimeout) {
            HttpTransport right = HttpTransports.jdk(connectTimeout);
            return new HttpTransport() {
                @Override
                public HttpResponse send(HttpRequest request) throws IOException {
                    try {
                        return right.send(request);
                    } catch (InterruptedException e) {
                        throw new IOException("interrupted", e);
                    }
                }

                @Override
                public void close() {
                    right.close();
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SENDS_AGAIN_AFTER_503, 'sendsOneHead sendsOneHeadAfterASendThatWentWell'",
        "SENDS_AGAIN_AFTER_A_BUSY_ANSWER, 'sendsOneHead sendsOneHeadAfterASendThatWentWell'",
        "SENDS_AGAIN_WHEN_A_KEPT_CONNECTION_IS_LOST, sendsOneHeadAfterASendThatWentWell",
        "SAYS_NOT_SENT_WHEN_A_KEPT_CONNECTION_IS_LOST, sendsOneHeadAfterASendThatWentWell",
        "SENDS_OTHER_BYTES, sendsTheBodyByteForByte",
        "SIGNS_BY_ITSELF, sendsTheHeadersThatWereSignedAndNoMore",
        "KEEPS_COOKIES, keepsNoCookies",
        "MIXES_ANSWERS, givesEachOfManyThreadsItsOwnAnswer",
        "SENDS_ONE_AT_A_TIME, leavesASendBesideAnother",
        "FORGETS_AN_INTERRUPT, sendsNothingOnAThreadThatIsInterrupted",
        "TAKES_THREE_TIMES_AS_LONG, countsTheTimeoutOverTheWholeExchange",
    })
    void findsTheFlaw(Flaw flaw, String expected) {
        FLAW.set(flaw);
        try {
            List<String> tests = List.of(expected.split(" "));
            assertThat(Failing.among(Suite.class, tests)).containsExactlyInAnyOrderElementsOf(tests);
        } finally {
            FLAW.remove();
        }
    }

    @Test
    void findsWhoSwallowsAnInterrupt() {
        assertThat(Failing.testsOf(SwallowsInterrupts.class))
                .containsExactlyInAnyOrder(
                        "leavesAConnectThatGetsNoAnswer",
                        "leavesASendBesideAnother",
                        "leavesAWaitForTheHead",
                        "leavesAnAnswerInTheMiddleOfItsBody",
                        "leavesAnAnswerInTheMiddleOfAChunk",
                        "sendsNothingOnAThreadThatIsInterrupted");
    }
}

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

    private static final ThreadLocal<SubtleFlaw> SUBTLE =
            ThreadLocal.withInitial(() -> SubtleFlaw.GIVES_UP_BEFORE_THE_TIMEOUT);

    /** The same with a flaw that little shows. */
    static final class SubtleSuite extends HttpTransportConformance {

        private final SubtleFlaw flaw = SUBTLE.get();

        @Override
        protected HttpTransport create(Duration connectTimeout) {
            return flaw.transport(connectTimeout);
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

    @ParameterizedTest
    @CsvSource({
        "GIVES_UP_BEFORE_THE_TIMEOUT, waitsForAnAnswerThatTakesItsTime",
        "SENDS_AGAIN_WHAT_TAKES_LONG, waitsForAnAnswerThatTakesItsTime",
        "SENDS_AGAIN_AFTER_A_REFUSAL, 'sendsOneHead sendsOneHeadAfterASendThatWentWell'",
        "SENDS_AGAIN_WHAT_IT_CANNOT_READ, 'sendsOneHead sendsOneHeadAfterASendThatWentWell'",
        "TAKES_EARLY_HINTS_FOR_THE_ANSWER, takesNoInterimAnswerForTheAnswer",
        "DENIES_WHAT_IS_LARGE, deniesNoLargeRequestThatArrivedWhole",
        "ANSWERS_FROM_A_CACHE, givesNoAnswerThatItHasKept",
        "SHARES_WHAT_IS_UNDER_WAY, sendsEachOfManyRequestsThatAreAlike",
        "WAITS_LONGER_FOR_WHAT_IS_LARGE, countsTheTimeoutOfALargeRequestToo",
        "CUTS_WHAT_IS_LARGE, sendsTheBodyByteForByte",
        "COLLAPSES_SPACES, sendsTheHeadersThatWereSignedAndNoMore",
        "DROPS_HEADERS_THAT_IT_DOES_NOT_KNOW, sendsTheHeadersThatWereSignedAndNoMore",
        "ROUNDS_THE_STATUS, givesEveryStatusWithItsBody",
        "RESOLVES_DOTS, sendsAPathAsItIsOrNotAtAll",
    })
    void findsTheSubtleFlaw(SubtleFlaw flaw, String expected) {
        SUBTLE.set(flaw);
        try {
            List<String> tests = List.of(expected.split(" "));
            assertThat(Failing.among(SubtleSuite.class, tests)).containsExactlyInAnyOrderElementsOf(tests);
        } finally {
            SUBTLE.remove();
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

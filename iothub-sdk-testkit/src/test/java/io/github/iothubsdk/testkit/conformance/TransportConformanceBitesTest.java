package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kit finds what is wrong with transports, in the place where it is wrong. */
@Timeout(120)
class TransportConformanceBitesTest {

    /** One that is right, but for how it sends. */
    private abstract static class Around implements HttpTransport {
        final HttpTransport right;

        Around(Duration connectTimeout) {
            right = HttpTransports.jdk(connectTimeout);
        }

        @Override
        public void close() {
            right.close();
        }
    }

    /** Sends again where the service seems to ask for it, as many clients do by themselves. */
    static final class SendsTwice extends HttpTransportConformance {
        @Override
        protected HttpTransport create(Duration connectTimeout) {
            return new Around(connectTimeout) {
                @Override
                public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                    HttpResponse first = right.send(request);
                    return first.status() == 503 ? right.send(request) : first;
                }
            };
        }
    }

    /** Tells an interrupt as if the connection had been lost. */
    static final class SwallowsInterrupts extends HttpTransportConformance {
        @Override
        protected HttpTransport create(Duration connectTimeout) {
            return new Around(connectTimeout) {
                @Override
                public HttpResponse send(HttpRequest request) throws IOException {
                    try {
                        return right.send(request);
                    } catch (InterruptedException e) {
                        throw new IOException("interrupted", e);
                    }
                }
            };
        }
    }

    @Test
    void findsWhoSendsTwice() {
        assertThat(Failing.testsOf(SendsTwice.class)).containsExactly("sendsOneHead");
    }

    @Test
    void findsWhoSwallowsAnInterrupt() {
        assertThat(Failing.testsOf(SwallowsInterrupts.class))
                .containsExactlyInAnyOrder(
                        "leavesAConnectThatGetsNoAnswer",
                        "leavesAWaitForTheHead",
                        "leavesAnAnswerInTheMiddleOfItsBody",
                        "leavesAnAnswerInTheMiddleOfAChunk");
    }
}

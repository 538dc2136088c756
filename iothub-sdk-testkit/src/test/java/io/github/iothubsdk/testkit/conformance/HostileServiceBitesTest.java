package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hostile service finds what is wrong with transports that were made without it. */
@Timeout(60)
class HostileServiceBitesTest {

    @FunctionalInterface
    private interface Sending {
        HttpResponse send(HttpRequest request) throws IOException, InterruptedException;
    }

    /** The suite over one way to send. */
    private static final class Suite extends HostileServiceConformance {
        private final Sending sending;

        Suite(Sending sending) {
            this.sending = sending;
        }

        @Override
        protected HttpTransport create(Duration connectTimeout) {
            return new HttpTransport() {
                @Override
                public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                    return sending.send(request);
                }

                @Override
                public void close() {
                    // the client lives as long as its test
                }
            };
        }
    }

    @Test
    void findsWhoFollowsRedirects() {
        HttpClient client =
                HttpClient.newBuilder().followRedirects(Redirect.ALWAYS).build();
        assertBites(() -> new Suite(request -> plain(client, request)).followsNoRedirectElsewhere(307));
    }

    @Test
    void findsWhoReadsWithoutBound() {
        HttpClient client = HttpClient.newHttpClient();
        assertBites(() -> new Suite(request -> plain(client, request))
                .leavesAnAnswerThatDoesNotEnd(HostileServiceConformance.Endless.BODY_OF_A_HUNDRED_MEGABYTES));
    }

    @Test
    void findsWhoSendsAgain() {
        HttpClient client = HttpClient.newHttpClient();
        assertBites(() -> new Suite(request -> {
                    try {
                        return plain(client, request);
                    } catch (IOException e) {
                        return plain(client, request);
                    }
                })
                .takesNoBrokenAnswerForAWholeOne("HTTP/1.1 200 OK\r\n"));
    }

    @Test
    void findsWhoThrowsWhatIsNotSaid() {
        assertBites(() -> new Suite(request -> {
                    throw new IllegalStateException("not said");
                })
                .survivesAnAnswerBeforeTheRequest());
    }

    @Test
    void findsWhoDeniesWhatArrived() {
        HttpClient client = HttpClient.newHttpClient();
        assertBites(() -> new Suite(request -> {
                    try {
                        return plain(client, request);
                    } catch (IOException e) {
                        throw new NotSentException("nothing was sent", e);
                    }
                })
                .takesNoBrokenAnswerForAWholeOne("HTTP/1.1 200 OK\r\n"));
    }

    /** OkHttp as it comes takes what is left of one answer for the next. */
    @Test
    void findsWhoTakesAnAnswerForThatOfTheNextRequest() {
        OkHttpClient client = new OkHttpClient();
        assertBites(() -> new Suite(request -> plain(client, request))
                .takesNoAnswerForThatOfTheNextRequest(HostileServiceConformance.Second.IN_THE_SAME_BREATH));
    }

    private static void assertBites(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(AssertionError.class);
    }

    private static HttpResponse plain(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        var answer = client.send(
                java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                        .method(request.method(), BodyPublishers.ofByteArray(request.body()))
                        .build(),
                BodyHandlers.ofByteArray());
        return new HttpResponse(answer.statusCode(), Map.of(), answer.body());
    }

    private static HttpResponse plain(OkHttpClient client, HttpRequest request) throws IOException {
        Request translated = new Request.Builder()
                .url(request.url())
                .method(request.method(), RequestBody.create(request.body()))
                .build();
        try (var answer = client.newCall(translated).execute()) {
            return new HttpResponse(answer.code(), Map.of(), answer.body().bytes());
        }
    }
}

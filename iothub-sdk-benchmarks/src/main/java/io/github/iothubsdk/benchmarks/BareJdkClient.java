package io.github.iothubsdk.benchmarks;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The JDK's client and Gson, unsigned, with its tasks done in the threads that find them: what ours on it is compared with. */
final class BareJdkClient implements Caller {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private final Gson gson = new Gson();
    private final HttpRequest request;

    BareJdkClient(URI endpoint) {
        request = HttpRequest.newBuilder(URI.create(endpoint + "/v1/regions/cn-north-1/vpcs/" + ID))
                .build();
    }

    @Override
    public String describe() {
        try {
            String answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return gson.fromJson(answer, Vpc.Envelope.class).result().vpc().vpcId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

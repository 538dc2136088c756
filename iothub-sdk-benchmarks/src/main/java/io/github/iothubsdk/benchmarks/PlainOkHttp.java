package io.github.iothubsdk.benchmarks;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp and Gson as their manuals show them, unsigned: what a signed call is compared with. */
final class PlainOkHttp implements Caller {

    private final OkHttpClient client = new OkHttpClient();
    private final Gson gson = new Gson();
    private final String url;

    PlainOkHttp(URI endpoint) {
        url = endpoint + "/v1/regions/cn-north-1/vpcs/" + ID;
    }

    @Override
    public String describe() {
        Request request = new Request.Builder().url(url).build();
        try (Response response = client.newCall(request).execute()) {
            return gson.fromJson(response.body().charStream(), Vpc.Envelope.class)
                    .result()
                    .vpc()
                    .vpcId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}

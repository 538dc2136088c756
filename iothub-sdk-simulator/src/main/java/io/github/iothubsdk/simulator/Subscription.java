package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Somebody who follows the events, as the body of an answer without end, in chunks. */
record Subscription(CloudState cloud, long after, long nextRequest) implements MockResponseBody {
    /** After this event; after the latest when none is said. */
    static Subscription of(CloudState cloud, @Nullable Long after) {
        return cloud.look(() -> {
            long last = cloud.feed.last();
            return new Subscription(cloud, after == null || after > last ? last : after, cloud.requests.next());
        });
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        JsonObject hello = Json.object("lastEvent", after, "nextRequest", nextRequest);
        try {
            cloud.feed.follow(after, "retry: 1000\nevent: hello\ndata: " + Json.write(hello) + "\n\n", text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                sink.writeHexadecimalUnsignedLong(bytes.length).writeUtf8("\r\n");
                sink.write(bytes).writeUtf8("\r\n").flush();
            });
            sink.writeUtf8("0\r\n\r\n").flush();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("ended");
        }
    }
}

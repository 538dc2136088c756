package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.internal.recording.Exchange.Ending;
import io.github.iothubsdk.core.time.TimeSource;
import java.io.IOException;
import java.time.Instant;

/** Records each send with what came of it, and changes nothing of either. Thread-safe. */
public final class RecordingTransport implements HttpTransport {

    private final HttpTransport next;
    private final Recording recording;
    private final TimeSource timeSource;

    /** Sends through the next one; both are closed with this. */
    public RecordingTransport(HttpTransport next, Recording recording, TimeSource timeSource) {
        this.next = next;
        this.recording = recording;
        this.timeSource = timeSource;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        Instant at = timeSource.now();
        long start = timeSource.nanos();
        HttpResponse response = null;
        Ending ending = Ending.NO_ANSWER; // also of whatever a transport of the caller's throws
        try {
            response = next.send(request);
            return response;
        } catch (NotSentException e) {
            ending = Ending.NOT_SENT;
            throw e;
        } catch (InterruptedException e) {
            ending = Ending.INTERRUPTED;
            throw e;
        } finally {
            long millis = (timeSource.nanos() - start) / 1_000_000;
            recording.note(new Exchange(request, at, millis, response, response == null ? ending : null));
        }
    }

    @Override
    public void close() {
        try {
            next.close();
        } finally {
            recording.close();
        }
    }
}

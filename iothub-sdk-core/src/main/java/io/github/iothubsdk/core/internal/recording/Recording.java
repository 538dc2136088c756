package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.time.TimeSource;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client has said and been told, made safe and written as it happens. Thread-safe.
 *
 * <p>Nothing that happens to it, such as a full disk, changes a call. Calls that end at the same time wait for one another
 * here, for as long as their lines take to be written.
 */
public final class Recording implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.iothubsdk.recording");

    private final RecordingSettings settings;
    private final String sdk;
    private final TimeSource timeSource;
    private final KnownSecrets secrets;
    private final Lines lines;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Sanitiser section;
    private long number;
    private boolean warned;
    private boolean closed;

    Recording(RecordingSettings settings, String sdk, TimeSource timeSource, KnownSecrets secrets, Lines lines) {
        this.settings = settings;
        this.sdk = sdk;
        this.timeSource = timeSource;
        this.secrets = secrets;
        this.lines = lines;
    }

    /**
     * Begins a section in the settings' file.
     *
     * @param sdk the version that records
     * @param secrets what must never be told, wherever it comes back
     * @throws IllegalArgumentException when the file cannot be written, or is something else than a recording
     */
    public static Recording open(RecordingSettings settings, String sdk, TimeSource timeSource, KnownSecrets secrets) {
        RecordingFile file = RecordingFile.open(settings.file());
        var recording = new Recording(settings, sdk, timeSource, secrets, file);
        try {
            recording.begin();
            return recording;
        } catch (IOException e) {
            recording.close();
            throw new IllegalArgumentException(
                    "The recording " + settings.file() + " cannot be written: " + e.getMessage()
                            + ". Nothing was sent.",
                    e);
        }
    }

    /** Replacements hold within a section, so that what is kept for them has an end. */
    private Sanitiser begin() throws IOException {
        var begun = new Sanitiser(secrets);
        lines.append(Line.head(sdk, settings, timeSource.now()));
        section = begun;
        number = 0;
        return begun;
    }

    /** Writes an exchange; one that cannot be written leaves a gap in the numbers. */
    void note(Exchange exchange) {
        lock.lock();
        try {
            if (!closed) {
                Sanitiser current = section == null || section.isFull() ? begin() : section;
                number++;
                lines.append(new Line(current, settings.words()).of(number, exchange));
            }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            warn(e);
        } finally {
            lock.unlock();
        }
    }

    /** Once: a disk that is full is so for every call. Without the words of what went wrong inside, which may be private. */
    private void warn(Throwable e) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "The recording {} is not whole: {}. Calls go on; later failures are not logged",
                    settings.file(),
                    e instanceof IOException ? e.getMessage() : e.getClass().getName());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                lines.close();
            }
        } catch (IOException e) {
            warn(e);
        } finally {
            lock.unlock();
        }
    }
}

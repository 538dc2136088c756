package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.file.KeptFile;
import io.github.iothubsdk.simulator.form.Misfit;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;

/** Keeps a cloud in a file: written whenever something has changed, before that is answered. Under the lock of the cloud. */
final class StateKeeper implements AutoCloseable {
    private final CloudState cloud;
    private final KeptFile file;
    private final CloudFormat format;
    private final boolean resumed;
    private boolean begun;
    private String last = "";
    private int lastWrites;

    /** Takes up what is in the file, if it is there. */
    private StateKeeper(CloudState cloud, KeptFile file) {
        this.cloud = cloud;
        this.file = file;
        format = new CloudFormat(cloud);
        Optional<String> body = file.read();
        resumed = body.isPresent();
        body.ifPresent(this::take);
    }

    /** Opens the file. */
    static StateKeeper open(CloudState cloud, Path path) {
        KeptFile file = KeptFile.open(path);
        try {
            return new StateKeeper(cloud, file);
        } catch (RuntimeException unfit) {
            file.close();
            throw unfit;
        }
    }

    boolean isResumed() {
        return resumed;
    }

    /** Keeps the cloud from now on; the file is not written before. */
    void begin() {
        keep();
        begun = true;
        cloud.turns.keeper = this::keep;
    }

    private void take(String text) {
        KeptJson whole = new KeptJson(read(text));
        check(whole);
        try {
            cloud.locked(() -> format.read(whole.object("cloud"), whole.object("beside")));
        } catch (KeptJson.Unfit | Misfit | IllegalArgumentException | DateTimeException | ApiError damaged) {
            throw file.damaged("" + damaged.getMessage());
        }
    }

    private JsonObject read(String text) {
        try {
            return Json.read(text);
        } catch (ApiError none) {
            throw file.damaged("its content is no JSON");
        }
    }

    private void check(KeptJson whole) {
        String dialect;
        long seed;
        try {
            dialect = whole.object("cloud").text("dialect");
            seed = whole.object("cloud").number("seed");
        } catch (KeptJson.Unfit damaged) {
            throw file.damaged("" + damaged.getMessage());
        }
        if (!dialect.equals(cloud.settings.dialect().title)) {
            throw file.damaged("its cloud speaks the dialect " + dialect + "; ask for that one");
        }
        if (cloud.settings.isSeeded() && cloud.settings.seed() != seed) {
            throw file.damaged("its cloud was begun with the seed " + seed);
        }
    }

    private void keep() {
        JsonObject kept = format.write();
        String now = Json.write(kept);
        if (!now.equals(last)) {
            write(kept);
            last = now;
        }
    }

    private void write(JsonObject kept) {
        file.write(Json.write(Json.object("cloud", kept, "beside", format.volatiles())) + "\n");
        lastWrites = cloud.recorder.writes;
    }

    /** Keeps what nobody was told, if it can be, and lets others have the file. */
    @Override
    public void close() {
        try {
            JsonObject kept = format.write();
            if (begun
                    && (lastWrites != cloud.recorder.writes || !Json.write(kept).equals(last))) {
                write(kept);
            }
        } catch (UncheckedIOException untold) {
            last = "";
        } finally {
            begun = false;
            cloud.turns.keeper = () -> {};
            file.close();
        }
    }
}

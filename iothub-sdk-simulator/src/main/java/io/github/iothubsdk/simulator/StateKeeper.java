package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.file.KeptFile;
import io.github.iothubsdk.simulator.form.Misfit;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;

/** Keeps a cloud in a file: written whenever something has changed, before that is answered. Under the lock of the cloud. */
final class StateKeeper implements AutoCloseable {
    private final KeptFile file;
    private final CloudFormat format;
    private final boolean resumed;
    private String last = "";

    /** Takes up what is in the file, if it is there, and keeps the cloud in it from then on. */
    private StateKeeper(CloudState cloud, KeptFile file) {
        this.file = file;
        format = new CloudFormat(cloud);
        Optional<String> body = file.read();
        resumed = body.isPresent();
        body.ifPresent(text -> take(cloud, text));
        keep();
        cloud.keeper = this::keep;
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

    private void take(CloudState cloud, String text) {
        KeptJson whole = new KeptJson(read(text));
        check(whole, cloud);
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

    private void check(KeptJson whole, CloudState cloud) {
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
        JsonObject cloud = format.write();
        String now = Json.write(cloud);
        if (!now.equals(last)) {
            file.write(Json.write(Json.object("cloud", cloud, "beside", format.volatiles())) + "\n");
            last = now;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}

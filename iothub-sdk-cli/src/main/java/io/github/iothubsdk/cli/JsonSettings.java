package io.github.iothubsdk.cli;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.iothubsdk.cli.ConfigText.Setting;
import io.github.iothubsdk.cli.ConfigText.Unusable;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Options from JSON: one object of texts, numbers, true and false, each as it is written. */
final class JsonSettings {

    private static final Pattern PLACE = Pattern.compile("line (\\d+) column (\\d+)");

    private final ConfigText file;
    private final JsonReader in;

    private JsonSettings(ConfigText file) {
        this.file = file;
        in = new JsonReader(new StringReader(file.text()));
        in.setStrictness(Strictness.STRICT);
    }

    /** Every option up to the first that has no text, which is the last one then. */
    static List<Setting> in(ConfigText file) throws Unusable {
        if (file.text().isBlank()) {
            throw file.whole(ConfigText.FLAT + ".");
        }
        var reader = new JsonSettings(file);
        try {
            return reader.settings();
        } catch (IOException e) {
            // Its own words quote the file, which may hold anything.
            throw file.at(reader.place(1), "is not JSON: look at column " + reader.place(2) + ".");
        }
    }

    private List<Setting> settings() throws IOException, Unusable {
        if (in.peek() != JsonToken.BEGIN_OBJECT) {
            throw file.at(place(1), ConfigText.FLAT + ".");
        }
        List<Setting> settings = new ArrayList<>();
        in.beginObject();
        while (in.hasNext()) {
            String key = in.nextName();
            int line = place(1);
            String value = text();
            settings.add(new Setting(key, value, line));
            if (value == null) {
                return settings;
            }
        }
        in.endObject();
        var unused = in.peek(); // fails when something comes behind it
        return settings;
    }

    private @Nullable String text() throws IOException {
        return switch (in.peek()) {
            case STRING, NUMBER -> in.nextString();
            case BOOLEAN -> Boolean.toString(in.nextBoolean());
            default -> null;
        };
    }

    /** The line (1) or the column (2) at which the reader is, which it tells in its {@code toString} alone. */
    private int place(int group) {
        Matcher place = PLACE.matcher(in.toString());
        return place.find() ? Integer.parseInt(place.group(group)) : 1;
    }
}

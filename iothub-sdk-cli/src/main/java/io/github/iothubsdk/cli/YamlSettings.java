package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.ConfigText.Setting;
import io.github.iothubsdk.cli.ConfigText.Unusable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Options from YAML: one mapping of texts, each as it is written, so that amounts stay exact. It is read event by event and
 * nothing is built from it: neither depth nor aliases can make it more than it is.
 */
final class YamlSettings {

    private final ConfigText file;
    private final Iterator<Event> events;

    private YamlSettings(ConfigText file) {
        this.file = file;
        events = new Parse(LoadSettings.builder().build())
                .parseString(file.text())
                .iterator();
    }

    /** Every option up to the first that has no text, which is the last one then. */
    static List<Setting> in(ConfigText file) throws Unusable {
        try {
            return new YamlSettings(file).settings();
        } catch (MarkedYamlEngineException e) {
            throw broken(file, e);
        } catch (ReaderException e) {
            int index = file.text().offsetByCodePoints(0, e.getPosition());
            throw file.at(file.lineAt(index), "is not YAML: it holds a control character.");
        } catch (YamlEngineException e) {
            throw file.whole("is not YAML that can be read here.");
        }
    }

    private List<Setting> settings() throws Unusable {
        List<Setting> settings = new ArrayList<>();
        events.next();
        if (!(events.next() instanceof DocumentStartEvent)) {
            throw file.whole(ConfigText.FLAT + ".");
        }
        Event event = events.next();
        if (!(event instanceof MappingStartEvent)) {
            throw shapeless(event);
        }
        for (event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            String key = text(event);
            if (key == null) {
                throw shapeless(event);
            }
            String value = text(events.next());
            settings.add(new Setting(key, value, line(event)));
            if (value == null) {
                return settings;
            }
        }
        events.next();
        Event end = events.next();
        if (end instanceof DocumentStartEvent) {
            throw shapeless(end);
        }
        return settings;
    }

    /** Null when it is anything else than a text: a list, an alias or what one could name, a tag, or nothing at all. */
    private static @Nullable String text(Event event) {
        return event instanceof ScalarEvent scalar
                        && scalar.getAnchor().isEmpty()
                        && scalar.getTag().isEmpty()
                        && !(scalar.isPlain() && scalar.getValue().isEmpty())
                ? scalar.getValue()
                : null;
    }

    private Unusable shapeless(Event event) {
        return file.at(line(event), ConfigText.FLAT + ".");
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** Where to look: a token is broken where it begins, a sequence of tokens where it goes wrong, unless that is the end. */
    private static Unusable broken(ConfigText file, MarkedYamlEngineException e) {
        Optional<Mark> problem = e.getProblemMark();
        boolean begins = e instanceof ScannerException
                || problem.map(mark -> mark.getPointer() >= mark.getBuffer().length)
                        .orElse(true);
        Optional<Mark> place = begins ? e.getContextMark().or(() -> problem) : problem;
        if (place.isEmpty()) {
            return file.whole("is not YAML.");
        }
        int line = place.get().getLine();
        String said = file.text().lines().skip(line).findFirst().orElse("");
        // Its own words quote the file, which may hold anything.
        return file.at(
                line + 1,
                said.matches(" *\t.*")
                        ? "has a tab where YAML wants spaces."
                        : "is not YAML: look at column " + (place.get().getColumn() + 1) + ".");
    }
}

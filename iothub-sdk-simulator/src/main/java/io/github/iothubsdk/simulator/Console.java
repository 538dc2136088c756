package io.github.iothubsdk.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of a page for people: {@code console/} beside this class, at {@code /_sim/console/}; its index at {@code /}. */
final class Console {
    private static final Pattern FILE = Pattern.compile("/_sim/console/([a-z0-9][a-z0-9-]{0,40}\\.([a-z]{2,4}))");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private Console() {}

    /** Returns what is there; null when it is no place of the page's. */
    static @Nullable Reply at(String path) {
        if (path.equals("/")) {
            Reply index = file("index.html", "html");
            return index == null
                    ? Reply.admin(200, Json.object("admin", "/_sim", "about", "GET /_sim tells what there is"))
                    : index;
        }
        Matcher file = FILE.matcher(path);
        return file.matches() ? file("" + file.group(1), "" + file.group(2)) : null;
    }

    private static @Nullable Reply file(String name, String suffix) {
        String type = TYPES.get(suffix);
        try (InputStream file = Console.class.getResourceAsStream("console/" + name)) {
            return type == null || file == null
                    ? null
                    : Reply.page(type, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

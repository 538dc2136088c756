package io.github.iothubsdk.cli;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends the logs of libraries to standard error; quiet unless asked. Must come before the first log line. */
final class Logs {

    private static final Logger MOCK_WEB_SERVER = Logger.getLogger("mockwebserver3.MockWebServer");

    private Logs() {}

    static void configure(boolean verbose) {
        Map.of(
                        "defaultLogLevel",
                        verbose ? "info" : "error",
                        "log.io.github.iothubsdk",
                        verbose ? "debug" : "error",
                        "showThreadName",
                        "false",
                        "showShortLogName",
                        "true",
                        "showDateTime",
                        String.valueOf(verbose))
                .forEach(Logs::set);
        if (verbose) {
            set("dateTimeFormat", "HH:mm:ss.SSS"); // to read it takes a tenth of a short command's time
        }
        MOCK_WEB_SERVER.setLevel(verbose ? Level.INFO : Level.WARNING);
    }

    private static void set(String name, String value) {
        System.setProperty("org.slf4j.simpleLogger." + name, value);
    }
}

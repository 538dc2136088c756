package io.github.iothubsdk.core.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** While open, every line logged at any level through SLF4J or, by OkHttp, through {@code java.util.logging}. */
public final class CapturedLogs implements AutoCloseable {

    private static final AtomicBoolean LISTENING = new AtomicBoolean();
    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

    private final Logger okHttp = Logger.getLogger("okhttp3");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            add("JUL " + line.getLoggerName() + " " + line.getMessage());
            if (line.getThrown() != null) {
                add(everything(line.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public CapturedLogs() {
        LINES.clear();
        handler.setLevel(Level.ALL);
        okHttp.setLevel(Level.ALL);
        okHttp.setUseParentHandlers(false);
        okHttp.addHandler(handler);
        LISTENING.set(true);
    }

    public List<String> lines() {
        return List.copyOf(LINES);
    }

    @Override
    public void close() {
        LISTENING.set(false);
        okHttp.removeHandler(handler);
        okHttp.setUseParentHandlers(true);
        okHttp.setLevel(null);
    }

    /** An exception as a stack trace shows it: messages, causes and suppressed ones. */
    public static String everything(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text + " " + thrown;
    }

    static boolean listening() {
        return LISTENING.get();
    }

    static void add(String line) {
        LINES.add(line);
    }
}

package io.github.iothubsdk.core.support;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Binds SLF4J in these tests: every level goes to {@link CapturedLogs} while that listens, and is off otherwise. */
public final class CapturingLogProvider implements SLF4JServiceProvider {

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new NOPMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return CapturingLogger::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class CapturingLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;

        CapturingLogger(String name) {
            this.name = name;
        }

        @Override
        public boolean isTraceEnabled() {
            return CapturedLogs.listening();
        }

        @Override
        public boolean isDebugEnabled() {
            return CapturedLogs.listening();
        }

        @Override
        public boolean isInfoEnabled() {
            return CapturedLogs.listening();
        }

        @Override
        public boolean isWarnEnabled() {
            return CapturedLogs.listening();
        }

        @Override
        public boolean isErrorEnabled() {
            return CapturedLogs.listening();
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                @Nullable String pattern,
                @Nullable Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            CapturedLogs.add(level + " " + name + " "
                    + MessageFormatter.arrayFormat(pattern, arguments, thrown).getMessage());
            if (thrown != null) {
                CapturedLogs.add(CapturedLogs.everything(thrown));
            }
        }
    }
}

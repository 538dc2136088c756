package io.github.iothubsdk.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Results, always UTF-8; tells a reader who wants no more, such as {@code head}, from a disk that is full. Thread-safe. */
final class Output extends PrintStream {

    private final Watched to;

    Output(OutputStream to) {
        this(new Watched(to));
    }

    private Output(Watched to) {
        super(to, true, StandardCharsets.UTF_8);
        this.to = to;
    }

    /** Whether nothing has been written so far. */
    boolean isSilent() {
        return to.silent;
    }

    /** Whether what was written is lost because nobody reads any more. */
    boolean isClosed() {
        return checkError() && to.closed;
    }

    /** Knows why it failed, which a {@link PrintStream} forgets. */
    private static final class Watched extends FilterOutputStream {

        private volatile boolean silent = true;
        private volatile boolean closed;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            silent = false;
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                closed = isOfThePipe(e);
                throw e;
            }
        }

        /** By the system's words, which may be in another language; then by what standard output is. */
        private static boolean isOfThePipe(IOException e) {
            String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            return why.contains("broken pipe")
                    || why.contains("pipe is being closed")
                    || why.contains("pipe has been ended")
                    || (!why.contains("no space") && isPipe());
        }

        private static boolean isPipe() {
            try {
                return Files.readSymbolicLink(Path.of("/proc/self/fd/1"))
                        .toString()
                        .startsWith("pipe:");
            } catch (IOException | UnsupportedOperationException e) {
                return false;
            }
        }
    }
}

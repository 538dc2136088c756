package io.github.iothubsdk.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a recording, blank ones passed over; nobody can fill the memory with them. */
final class RecordedLines {
    static final int LONGEST = 16 << 20;
    private static final long LONGEST_FILE = 128L << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int at;
    private int end;
    private long read;
    private int number;

    /** Why a line cannot be used; the message follows the line's number. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message, null, false, false);
        }
    }

    RecordedLines(InputStream in) {
        this.in = in;
    }

    /** Returns which line the last one was, from 1. */
    int number() {
        return number;
    }

    /** Returns the next line, also the last one without its end; null behind it. */
    @Nullable
    String next() throws IOException, Unfit {
        for (byte[] line = bytes(); line != null; line = bytes()) {
            String text = text(line);
            if (!text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    private byte @Nullable [] bytes() throws IOException, Unfit {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        number++;
        if (!isMore()) {
            return null;
        }
        boolean ended = false;
        while (!ended && isMore()) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, from, at - from);
            ended = at < end;
            at += ended ? 1 : 0;
            if (line.size() > LONGEST) {
                throw new Unfit("it is longer than " + LONGEST + " bytes");
            }
        }
        read += line.size() + 1L;
        if (read > LONGEST_FILE) {
            throw new Unfit("the file is longer than " + LONGEST_FILE + " bytes");
        }
        return line.toByteArray();
    }

    private boolean isMore() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return end > 0;
    }

    private static String text(byte[] line) throws Unfit {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            String likely = new String(line, StandardCharsets.UTF_8);
            if (RecordedJson.stopsInTheMiddle(likely)) { // perhaps of a character
                return likely;
            }
            throw new Unfit("it is not UTF-8");
        }
    }
}

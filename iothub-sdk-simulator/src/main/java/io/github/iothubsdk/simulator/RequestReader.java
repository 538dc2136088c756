package io.github.iothubsdk.simulator;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads one whole request from a socket, or says why it is none.
 *
 * <p>At most 64 KiB of head and 1 MiB of body are read, so that nobody can fill the memory. What comes out is the
 * same request in the plainest framing: chunks joined, extensions and trailers gone.
 */
final class RequestReader {
    static final int LONGEST_HEAD = 64 << 10;
    static final int LONGEST_BODY = 1 << 20;
    private static final byte[] NO_BODY = {};

    private static final Pattern START =
            Pattern.compile("(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE) /[\\x21-\\x7e]* HTTP/1\\.[01]");
    private static final Pattern FIELD = Pattern.compile("[\\w!#$%&'*+.^`|~-]+:[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(;.*)?");

    private final InputStream in;
    private final HostNames names;
    private final Encouragement goOn;
    private int headLeft;
    private boolean forHead;

    /** Tells a client that waits for it to send the body. */
    interface Encouragement {
        void give() throws IOException;
    }

    /** Why a request is not let in. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;
        final int status;

        Unfit(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }
    }

    RequestReader(InputStream in, HostNames names, Encouragement goOn) {
        this.in = in;
        this.names = names;
        this.goOn = goOn;
    }

    /**
     * Waits for the next request.
     *
     * @return its bytes; none when the caller hung up before its first byte
     * @throws EOFException when the caller hung up in the middle
     */
    byte[] next() throws IOException, Unfit {
        headLeft = LONGEST_HEAD;
        forHead = false;
        int first = in.read();
        if (first < 0) {
            return NO_BODY;
        }
        headLeft--;
        String start = line(first);
        forHead = start.startsWith("HEAD ");
        Framing framing = new Framing(start);
        for (String field = line(in.read()); !field.isEmpty(); field = line(in.read())) {
            framing.add(field);
        }
        framing.check(names);
        if (framing.waits) {
            goOn.give();
        }
        byte[] body = framing.chunked ? chunks() : in.readNBytes(framing.length);
        if (!framing.chunked && body.length < framing.length) {
            throw new EOFException("half a body");
        }
        if (body.length > 0 && framing.start.matches("(GET|HEAD|TRACE) .*")) {
            throw new Unfit(400, "This method has no body.");
        }
        return framing.plain(body);
    }

    /** Tells whether the request that was read last, or was refused, wants no body back. */
    boolean isForHead() {
        return forHead;
    }

    /** What the head says of itself. */
    private static final class Framing {
        private final String start;
        private final StringBuilder head;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private String host = "";
        private int hosts;
        private int lengths;
        private int length;
        private boolean chunked;
        private boolean waits;

        Framing(String start) throws Unfit {
            if (!START.matcher(start).matches()) {
                throw new Unfit(400, "This is no request line of HTTP/1.1.");
            }
            this.start = start;
            head = new StringBuilder(start).append("\r\n");
        }

        void add(String field) throws Unfit {
            if (!FIELD.matcher(field).matches()) {
                throw new Unfit(400, "This is no header field.");
            }
            int colon = field.indexOf(':');
            String value = field.substring(colon + 1).trim();
            switch (field.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "host" -> {
                    hosts++;
                    host = value;
                    head.append(field).append("\r\n");
                }
                case "expect" -> waits = value.equalsIgnoreCase("100-continue") && start.endsWith("1.1");
                case "content-length" -> setLength(value);
                case "transfer-encoding" -> {
                    if (chunked || !value.equalsIgnoreCase("chunked")) {
                        throw new Unfit(400, "The only transfer encoding is chunked.");
                    }
                    chunked = true;
                }
                default -> head.append(field).append("\r\n");
            }
        }

        private void setLength(String value) throws Unfit {
            if (++lengths > 1 || !LENGTH.matcher(value).matches()) {
                throw new Unfit(400, "Content-Length must be one number.");
            }
            if (Long.parseLong(value) > LONGEST_BODY) {
                throw tooLarge();
            }
            length = Integer.parseInt(value);
        }

        void check(HostNames names) throws Unfit {
            if (hosts != 1) {
                throw new Unfit(400, "There must be one Host.");
            }
            if (!names.include(host)) {
                throw new Unfit(
                        421,
                        "This simulator is called 127.0.0.1 or localhost; SimulatorBuilder.host(name) adds a name.");
            }
            if (chunked && lengths > 0) {
                throw new Unfit(400, "Content-Length and chunks exclude each other.");
            }
        }

        byte[] plain(byte[] body) {
            if (chunked || lengths > 0) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(body);
            return out.toByteArray();
        }
    }

    private byte[] chunks() throws IOException, Unfit {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            if (body.size() + size > LONGEST_BODY) {
                throw tooLarge();
            }
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size) {
                throw new EOFException("half a chunk");
            }
            body.writeBytes(chunk);
            if (!line(in.read()).isEmpty()) {
                throw new Unfit(400, "A chunk is longer than it says.");
            }
        }
        for (String trailer = line(in.read()); !trailer.isEmpty(); trailer = line(in.read())) {
            headLeft--;
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException, Unfit {
        var size = CHUNK.matcher(line(in.read()));
        if (!size.matches()) {
            throw new Unfit(400, "This is no size of a chunk.");
        }
        long bytes = Long.parseLong(size.group(1), 16);
        if (bytes > LONGEST_BODY) {
            throw tooLarge();
        }
        return (int) bytes;
    }

    /** The rest of a line that begins with this byte; head, sizes of chunks and trailers share one bound. */
    private String line(int first) throws IOException, Unfit {
        StringBuilder line = new StringBuilder();
        for (int next = first; next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("half a request");
            }
            if (--headLeft < 0) {
                throw new Unfit(431, "The head is longer than " + LONGEST_HEAD + " bytes.");
            }
            line.append((char) next);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    private static Unfit tooLarge() {
        return new Unfit(413, "The body is longer than " + LONGEST_BODY + " bytes.");
    }
}

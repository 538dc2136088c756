package io.github.iothubsdk.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Stands between a socket and the HTTP server, which gets whole, well-formed requests for this host only.
 *
 * <p>The server logs a stack trace for much that is malformed, and holds what is large. What is not let in is answered
 * here, the connection ends, and nothing of it reaches the {@link Ledger}.
 */
final class Door extends InputStream {
    private static final int RINSE = 64;

    private final Socket socket;
    private final InputStream raw;
    private final RequestReader reader;
    private InputStream request = InputStream.nullInputStream();

    Door(Socket socket, InputStream raw, HostNames names) {
        this.socket = socket;
        this.raw = new BufferedInputStream(raw);
        reader = new RequestReader(this.raw, names, () -> write("HTTP/1.1 100 Continue\r\n\r\n"));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = request.read(bytes, from, length);
        if (count >= 0) {
            return count;
        }
        request = new ByteArrayInputStream(admitted());
        return request.read(bytes, from, length);
    }

    private byte[] admitted() throws IOException {
        try {
            return reader.next();
        } catch (RequestReader.Unfit unfit) {
            refuse(unfit);
            throw new IOException("refused", unfit);
        } catch (IOException halfARequest) {
            socket.close(); // the server would leave it open
            throw halfARequest;
        }
    }

    /** What is unread when a socket closes makes it a reset, which can take the answer with it: some is read first. */
    private void refuse(RequestReader.Unfit unfit) throws IOException {
        String words = unfit.getMessage() + "\n";
        String answer = "HTTP/1.1 " + unfit.status + " Refused\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                + "Content-Length: " + words.length() + "\r\n\r\n" + (reader.isForHead() ? "" : words);
        try (socket) {
            write(answer);
            socket.shutdownOutput();
            socket.setSoTimeout(1_000);
            byte[] rest = new byte[64 << 10];
            for (int i = 0; i < RINSE && raw.read(rest) >= 0; i++) {
                rest[0] = 0;
            }
        }
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}

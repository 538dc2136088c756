package io.github.iothubsdk.provisioning;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Somebody who answers in a MySQL server's place, asks for the password in every way, and keeps what arrives. */
final class FakeMySql implements AutoCloseable {

    /** What is asked for when somebody logs in. */
    enum Asks {
        /** From the first packet on. */
        CLEAR_AT_ONCE("mysql_clear_password", "mysql_clear_password"),
        CLEAR("mysql_native_password", "mysql_clear_password"),
        DIALOG("mysql_native_password", "dialog"),
        OLD("mysql_native_password", "mysql_old_password"),
        SHA256("mysql_native_password", "sha256_password"),
        CACHING_SHA2("mysql_native_password", "caching_sha2_password"),
        CACHING_SHA2_AT_ONCE("caching_sha2_password", "caching_sha2_password"),
        /** Nothing but a challenge; then each query is answered by the wish for a file of the client's. */
        A_FILE("mysql_native_password", "");

        final String first;
        final String then;

        Asks(String first, String then) {
            this.first = first;
            this.then = then;
        }
    }

    private static final byte[] SEED = "12345678abcdefghijkl".getBytes(StandardCharsets.US_ASCII);
    private static final int PLAIN = 0x000ba28d;
    private static final int SSL = 0x800;
    private static final int SSL_REQUEST = 32;

    final List<byte[]> packets = new CopyOnWriteArrayList<>();
    final AtomicInteger visits = new AtomicInteger();
    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Asks asks;
    private final Optional<SSLContext> tls;
    private final KeyPair keys;
    private final String wanted;

    /** Asks so; by TLS with this certificate, or without. */
    FakeMySql(Asks asks, Optional<SSLContext> tls, KeyPair keys, String wantedFile) throws IOException {
        this.asks = asks;
        this.tls = tls;
        this.keys = keys;
        wanted = wantedFile;
        Thread thread = new Thread(this::serve, "fake-mysql");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Whether it knows this text by now: in the clear, or encrypted with a key of its own. */
    boolean knows(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return packets.stream().anyMatch(packet -> contains(packet, bytes) || contains(decrypted(packet), bytes));
    }

    /** Whether its public key was asked for, to encrypt the password with. */
    boolean wasAskedForItsKey() {
        return packets.stream().anyMatch(packet -> packet.length == 1 && (packet[0] == 1 || packet[0] == 2));
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private byte[] decrypted(byte[] packet) {
        for (String how : List.of("RSA/ECB/OAEPWithSHA-1AndMGF1Padding", "RSA/ECB/PKCS1Padding")) {
            try {
                Cipher cipher = Cipher.getInstance(how);
                cipher.init(Cipher.DECRYPT_MODE, keys.getPrivate());
                byte[] plain = cipher.doFinal(packet);
                for (int i = 0; i < plain.length; i++) {
                    plain[i] ^= SEED[i % SEED.length];
                }
                return plain;
            } catch (java.security.GeneralSecurityException e) {
                // Then it was not encrypted so.
            }
        }
        return new byte[0];
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                visits.incrementAndGet();
                new Visit(client).serve();
            } catch (IOException e) {
                // The visitor has left.
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** One connection. */
    private final class Visit {
        private InputStream in;
        private OutputStream out;
        private final Socket plain;
        private int sequence;

        Visit(Socket plain) throws IOException {
            this.plain = plain;
            in = plain.getInputStream();
            out = plain.getOutputStream();
        }

        void serve() throws IOException {
            send(handshake());
            byte[] answer = receive();
            if (tls.isPresent() && answer.length == SSL_REQUEST) {
                SSLSocket secure = (SSLSocket)
                        tls.get().getSocketFactory().createSocket(plain, InputStream.nullInputStream(), true);
                secure.setUseClientMode(false);
                in = secure.getInputStream();
                out = secure.getOutputStream();
                receive();
            }
            if (!asks.then.isEmpty()) {
                send(bytes(0xfe), text(asks.then), SEED, bytes(0));
                receive();
                if (asks.then.contains("sha")) {
                    send(asks == Asks.SHA256 ? join(bytes(1), pem()) : bytes(1, 4));
                    if (receive().length == 1) {
                        send(bytes(1), pem());
                        receive();
                    }
                }
            }
            send(bytes(0, 0, 0, 2, 0, 0, 0));
            while (true) {
                sequence = 0;
                receive();
                if (!asks.then.isEmpty()) {
                    return;
                }
                send(bytes(0xfb), wanted.getBytes(StandardCharsets.UTF_8));
            }
        }

        private byte[] handshake() {
            int capabilities = PLAIN | (tls.isPresent() ? SSL : 0);
            return join(
                    bytes(10),
                    text("8.0.36"),
                    bytes(1, 0, 0, 0),
                    Arrays.copyOf(SEED, 8),
                    bytes(0, capabilities, capabilities >> 8, 45, 2, 0, capabilities >> 16, capabilities >> 24, 21),
                    new byte[10],
                    Arrays.copyOfRange(SEED, 8, 20),
                    bytes(0),
                    text(asks.first));
        }

        private byte[] pem() {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.getPublic().getEncoded());
            return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        private void send(byte[]... parts) throws IOException {
            byte[] payload = join(parts);
            out.write(join(bytes(payload.length, payload.length >> 8, payload.length >> 16, sequence++), payload));
            out.flush();
        }

        private byte[] receive() throws IOException {
            byte[] header = in.readNBytes(4);
            if (header.length < 4) {
                throw new EOFException();
            }
            sequence = (header[3] & 0xff) + 1;
            byte[] payload = in.readNBytes((header[0] & 0xff) | ((header[1] & 0xff) << 8) | ((header[2] & 0xff) << 16));
            packets.add(payload);
            return payload;
        }
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

package io.github.iothubsdk.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Answers every GET on a loopback port with the same kilobyte of JSON, each peer's in its own words.
 *
 * <p>It allocates nothing while it answers, so that what is measured in the same process is the client's.
 */
final class LoopbackServer implements AutoCloseable {

    /** The longest request of any peer. */
    private static final int LONGEST = 8_192;

    private static final byte[] JDCLOUD = answer(
            "{\"requestId\":\"bpa4ph6u278ofownjgc0ittjvh3se4p1\",\"result\":{\"vpc\":"
                    + "{\"vpcId\":\"" + Caller.ID + "\",\"vpcName\":\"iot-vpc\",\"addressPrefix\":\"10.0.0.0/16\","
                    + "\"aclIds\":[\"acl-1\"],\"routeTableIds\":[\"rtb-1\"],\"createdTime\":\"2019-12-31T14:18:52\",\"subnets\":[",
            "]}}}");
    private static final byte[] AWS = answer(
            "{\"brokerId\":\"" + Caller.ID + "\",\"brokerName\":\"iot-vpc\","
                    + "\"brokerState\":\"RUNNING\",\"engineVersion\":\"5.18\",\"brokerInstances\":[",
            "]}");

    private final ServerSocket listening;

    LoopbackServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    /** No peer sends the next request before it has read the answer, so a request ends where the bytes do. */
    private static void serve(Socket socket) {
        byte[] request = new byte[LONGEST];
        try (socket;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            int length = 0;
            for (int read = in.read(request); read > 0; read = in.read(request, length, LONGEST - length)) {
                length += read;
                if (length > 9 && request[length - 2] == '\r' && request[length - 4] == '\r') {
                    out.write(request[8] == 'b' ? AWS : JDCLOUD); // GET /v1/brokers/... or GET /v1/regions/...
                    length = 0;
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static byte[] answer(String start, String end) {
        StringBuilder json = new StringBuilder(start);
        for (int i = 0; json.length() + end.length() < 1_000; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"subnetId\":\"subnet-820lwf1ml")
                    .append(i)
                    .append("\",\"ipAddress\":\"10.0.0.")
                    .append(i)
                    .append("\"}");
        }
        String body = json.append(end).toString();
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "loopback");
        thread.setDaemon(true);
        thread.start();
    }
}

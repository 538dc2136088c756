package io.github.iothubsdk.schema.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The network between here and a bastion: it passes on what it is given until it is told to stall or to reset. */
final class Relay implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final CountDownLatch flows = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final int target;
    private volatile boolean stalled;

    Relay(int target) throws IOException {
        this.target = target;
        inBackground(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on nothing arrives anywhere, and nobody is told. */
    void stall() {
        stalled = true;
    }

    /** Both sides' connections end at once, as a firewall's that has forgotten them. */
    void reset() throws IOException {
        for (Socket socket : sockets) {
            reset(socket);
        }
    }

    private static void reset(Socket socket) throws IOException {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // Its other side was quicker, and has closed it.
        }
        socket.close();
    }

    /** Whether the caller's side has closed what it had opened. */
    boolean isHungUp() throws InterruptedException {
        return hungUp.await(5, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                callers.add(caller);
                sockets.addAll(List.of(caller, server));
                inBackground(() -> pump(caller, server));
                inBackground(() -> pump(server, caller));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] some = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                if (!stalled) {
                    out.write(some, 0, n);
                }
            }
        } catch (IOException e) {
            // As the end.
        }
        ended(from, to);
    }

    private void ended(Socket from, Socket to) {
        if (callers.contains(from)) {
            hungUp.countDown();
        }
        try {
            if (stalled) {
                flows.await();
            }
            to.close();
        } catch (IOException e) {
            // It is closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        flows.countDown();
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

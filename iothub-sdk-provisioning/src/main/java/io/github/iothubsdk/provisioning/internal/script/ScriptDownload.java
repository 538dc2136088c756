package io.github.iothubsdk.provisioning.internal.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a script; follows redirects on the same host only, and stops at a size and at a time. */
final class ScriptDownload {

    private static final int MOST_REDIRECTS = 3;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private ScriptDownload() {}

    static byte[] of(URI address) throws IOException {
        return new ScriptDownload().follow(address);
    }

    /** What a message or a journal may say of an address: a query or a user may hold a signature or a password. */
    static String bare(URI address) {
        int port = address.getPort();
        return address.getScheme() + "://" + address.getHost() + (port < 0 ? "" : ":" + port) + address.getRawPath();
    }

    private byte[] follow(URI start) throws IOException {
        URI address = start;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            HttpResponse<Void> answer = get(address, body);
            if (answer.statusCode() == 200) {
                return body.toByteArray();
            }
            if (answer.statusCode() / 100 != 3) {
                throw new IOException("HTTP " + answer.statusCode());
            }
            address = address.resolve(answer.headers().firstValue("location").orElse("?"));
            String origin = bare(start.resolve("/"));
            if (address.getHost() == null || !bare(address.resolve("/")).equals(origin)) {
                throw new IOException("it redirects to " + address.getScheme() + "://" + address.getHost()
                        + ", and only redirects within " + origin + " are followed");
            }
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects");
    }

    private HttpResponse<Void> get(URI address, ByteArrayOutputStream body) throws IOException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(HttpRequest.newBuilder(address).build(), head -> {
                    fits(head.headers().firstValueAsLong("content-length").orElse(0));
                    return BodyHandlers.ofByteArrayConsumer(chunk -> chunk.ifPresent(bytes -> take(body, bytes)))
                            .apply(head);
                });
        try {
            return answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + LONGEST.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof IllegalStateException ? e.getCause() : e;
            throw new IOException(String.valueOf(cause.getMessage()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static void fits(long announced) {
        if (announced > ScriptBytes.MOST) {
            throw new IllegalStateException(
                    "it has " + announced + " bytes, more than the " + ScriptBytes.MOST + " that are read");
        }
    }

    private static void take(ByteArrayOutputStream body, byte[] bytes) {
        if (body.size() + bytes.length > ScriptBytes.MOST) {
            throw new IllegalStateException("it has more than " + ScriptBytes.MOST + " bytes");
        }
        body.writeBytes(bytes);
    }
}

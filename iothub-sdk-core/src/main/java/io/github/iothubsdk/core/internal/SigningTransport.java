package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Signer;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.time.Ticker;
import java.io.IOException;
import java.util.UUID;

/** Signs every send afresh: a new date and a new nonce each time, since a repeated nonce is answered 403. */
public final class SigningTransport implements HttpTransport {

    private final HttpTransport next;
    private final CredentialsProvider credentials;
    private final Ticker ticker;
    private final Signer signer = new Signer();

    /** Asks the provider for credentials at each send. */
    public SigningTransport(HttpTransport next, CredentialsProvider credentials, Ticker ticker) {
        this.next = next;
        this.credentials = credentials;
        this.ticker = ticker;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        String nonce = UUID.randomUUID().toString();
        return next.send(signer.sign(request, credentials.require(), ticker.now(), nonce));
    }

    @Override
    public void close() {
        next.close();
    }
}

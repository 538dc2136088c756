package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpRequest;
import java.io.IOException;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** An address for OkHttp, which resolves dots in a path and writes some characters in its own way. */
final class SignedUrl {

    private SignedUrl() {}

    /**
     * Where the request goes, word for word.
     *
     * @throws IOException when OkHttp would send another path or query than was signed
     */
    static HttpUrl of(HttpRequest request) throws IOException {
        HttpUrl url = HttpUrl.get(request.url());
        String path = request.path().isEmpty() ? "/" : request.path();
        @Nullable String query = request.query().isEmpty() ? null : request.query();
        if (!url.encodedPath().equals(path) || !Objects.equals(url.encodedQuery(), query)) {
            throw new IOException("OkHttp would send another path or query than was signed, as for a segment of dots");
        }
        return url;
    }
}

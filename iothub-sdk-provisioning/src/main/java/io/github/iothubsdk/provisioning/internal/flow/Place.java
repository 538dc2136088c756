package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.wire.WireDialect;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's calls go.
 *
 * @param endpoint the address of all services, or {@code jdcloud-api.com}
 * @param dialect the name of the dialect that is spoken
 * @param digest tells dialects of one name apart; null in runs of versions that did not note it
 */
public record Place(
        String endpoint, String dialect, @Nullable String digest) {

    /** Only the digest may be missing. */
    public Place {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(dialect);
    }

    /** The endpoint as one address, which is written in several ways; JD Cloud's own hosts where there is none. */
    public static Place of(Optional<URI> endpoint, WireDialect dialect) {
        return new Place(endpoint.map(Place::origin).orElse("jdcloud-api.com"), dialect.name(), dialect.digest());
    }

    private static String origin(URI address) {
        String path = address.getPath() == null ? "" : address.getPath().replaceAll("/+$", "");
        int port = address.getPort();
        return (address.getScheme() + "://" + address.getHost() + (port < 0 ? "" : ":" + port)).toLowerCase(Locale.ROOT)
                + path;
    }

    /** Whether the same dialect is spoken there, as far as it was noted. */
    boolean speaksAs(Place other) {
        return dialect.equals(other.dialect) && (digest == null || other.digest == null || digest.equals(other.digest));
    }

    /** The dialect's name, with what tells it apart from others of its name. */
    String spoken() {
        return digest == null ? dialect : dialect + " (" + digest + ")";
    }

    /** The address of all services; empty for their own. */
    public Optional<URI> address() {
        try {
            return Optional.of(URI.create(endpoint)).filter(URI::isAbsolute);
        } catch (IllegalArgumentException e) { // as a journal may say that somebody wrote by hand
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return endpoint + " in the dialect " + dialect;
    }
}

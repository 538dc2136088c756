package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SslMode;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.util.Locale;

/** What the drivers call each {@link SslMode}. */
final class TlsWords {

    private TlsWords() {}

    /** A word of either driver's. */
    static SslMode mode(String word) {
        return switch (word.toUpperCase(Locale.ROOT).replace('-', '_')) {
            case "DISABLE", "DISABLED" -> SslMode.DISABLED;
            case "TRUST", "REQUIRED" -> SslMode.REQUIRED;
            case "VERIFY_CA" -> SslMode.VERIFY_CA;
            case "VERIFY_FULL", "VERIFY_IDENTITY" -> SslMode.VERIFY_IDENTITY;
            case "PREFERRED" -> SslMode.PREFERRED;
            default ->
                throw new SchemaException(
                        Kind.REFUSED,
                        "The JDBC URL has the unknown sslMode " + word + ".",
                        "Take one of PREFERRED, DISABLED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY.");
        };
    }

    /** MariaDB's driver has no word for "when the server offers it"; this one insists. */
    static String ofMariadb(SslMode mode) {
        return switch (mode) {
            case DISABLED -> "disable";
            case PREFERRED, REQUIRED -> "trust";
            case VERIFY_CA -> "verify-ca";
            case VERIFY_IDENTITY -> "verify-full";
        };
    }
}

package io.github.iothubsdk.spring;

import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the service is and how to sign in. A bean of this type goes before {@code iothub.endpoint}, {@code
 * iothub.credentials.*} and {@code iothub.database-password}.
 */
public interface IotHubConnectionDetails extends ConnectionDetails {

    /** One address for all services; empty for JD Cloud's own. */
    Optional<URI> endpoint();

    /** Where credentials come from; asked before every send. */
    CredentialsProvider credentials();

    /** The password of the instances' database, for runs that are resumed; default: not known here. */
    default Optional<Secret> databasePassword() {
        return Optional.empty();
    }
}

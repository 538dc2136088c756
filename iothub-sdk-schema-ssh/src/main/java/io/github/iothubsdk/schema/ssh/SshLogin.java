package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.schema.ssh.SshBastion.Login;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** Gives a session what it may log in with, and nothing else: no other key, agent or method is tried. */
final class SshLogin {

    private final SshBastion server;
    private final Optional<Iterable<KeyPair>> keys;

    private SshLogin(SshBastion server, Optional<Iterable<KeyPair>> keys) {
        this.server = server;
        this.keys = keys;
    }

    /**
     * Reads the key file when there is one.
     *
     * @throws SchemaException when it cannot be read, or there is no login at all
     */
    static SshLogin of(SshBastion server) {
        Login login = server.login()
                .orElseThrow(() -> new SchemaException(
                        Kind.REFUSED,
                        "There is no login for the SSH server " + server.host() + ".",
                        "Give it privateKey(file) or password(secret)."));
        return new SshLogin(
                server, login instanceof Login.PrivateKey key ? Optional.of(SshKeyFile.read(key)) : Optional.empty());
    }

    void giveTo(ClientSession session) {
        if (server.login().orElseThrow() instanceof Login.Password login) {
            session.setUserAuthFactoriesNameList("password,keyboard-interactive");
            // Not addPasswordIdentity(): that logs a hash of the password.
            session.setPasswordIdentityProvider(
                    context -> List.of(login.password().reveal()));
        } else {
            session.setUserAuthFactoriesNameList("publickey");
            session.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys.orElseThrow()));
        }
    }

    /** What the server is told. */
    List<Secret> secrets() {
        return server.login().orElseThrow() instanceof Login.Password login ? List.of(login.password()) : List.of();
    }
}

package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.schema.ssh.SshBastion.Login;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

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
        return new SshLogin(server, login instanceof Login.PrivateKey key ? Optional.of(read(key)) : Optional.empty());
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

    private static Iterable<KeyPair> read(Login.PrivateKey key) {
        FilePasswordProvider passphrase =
                (session, file, attempt) -> key.passphrase().map(Secret::reveal).orElse(null);
        try (InputStream in = SmallFile.open("SSH private key", key.file())) {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(key.file().toString()), in, passphrase);
            if (pairs == null || !pairs.iterator().hasNext()) {
                throw unreadable(key, "it holds no private key that is understood");
            }
            return pairs;
        } catch (FileSystemException e) {
            throw unreadable(key, e.getClass().getSimpleName());
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(key, "it is no key, or encrypted with another passphrase");
        } catch (SchemaException e) {
            throw e;
        } catch (LinkageError e) {
            throw unreadable(key, "its format needs a library that is not there");
        } catch (RuntimeException | OutOfMemoryError e) { // of a parser that met what is no key: a length, a number
            throw unreadable(key, "it is damaged");
        }
    }

    private static SchemaException unreadable(Login.PrivateKey key, String why) {
        return new SchemaException(
                Kind.REFUSED,
                "The SSH private key " + key.file() + " cannot be read: " + why + ".",
                "Give a key in OpenSSH or PEM format, and its passphrase if it has one." + SshHostKeys.ed25519());
    }
}

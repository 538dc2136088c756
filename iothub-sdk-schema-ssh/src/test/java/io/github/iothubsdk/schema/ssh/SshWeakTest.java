package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.Databases;
import io.github.iothubsdk.provisioning.MariaDbCase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import java.security.KeyPair;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bastion that offers only what is broken, or nearly, is refused, naming what it offers; nothing is asked of it. */
@Timeout(60)
@SuppressWarnings("deprecation") // what is refused is what is deprecated
class SshWeakTest {

    private static final String PASSWORD = "bastion-password";

    private static SchemaException refused(KeyPair hostKey, Consumer<SshServer> weaken) throws Exception {
        try (TestBastion bastion = new TestBastion(hostKey).password(PASSWORD)) {
            weaken.accept(bastion.server);
            SshBastion known = bastion.known(PASSWORD);
            SchemaException refused = catchThrowableOfType(
                    SchemaException.class,
                    () -> SshSchema.through(known)
                            .probe(Databases.job(SchemaBootstrap.of(MariaDbCase.DEMO), note -> {})));
            assertThat(refused).as("the refusal").isNotNull();
            assertThat(bastion.asked).isEmpty();
            bastion.nothingIsLeft();
            assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(SchemaException.Kind.REFUSED);
            assertThat(refused).hasMessageContaining("The SSH server 127.0.0.1:" + bastion.port());
            return refused;
        }
    }

    @Test
    void refusesSignaturesBySha1() throws Exception {
        assertThat(refused(
                        TestBastion.key("ssh-rsa"),
                        server -> server.setSignatureFactories(List.of(BuiltinSignatures.rsa))))
                .hasMessageContaining("offers only ssh-rsa for its host key");
    }

    @Test
    void refusesCiphersInCbcMode() throws Exception {
        assertThat(refused(
                        TestBastion.key("ssh-ed25519"),
                        server -> server.setCipherFactories(
                                List.of(BuiltinCiphers.aes128cbc, BuiltinCiphers.tripledescbc))))
                .hasMessageContaining("offers only aes128-cbc,3des-cbc for encryption");
    }

    @Test
    void refusesMacsBySha1OrMd5() throws Exception {
        assertThat(refused(TestBastion.key("ssh-ed25519"), server -> {
                    server.setCipherFactories(List.of(BuiltinCiphers.aes128ctr));
                    server.setMacFactories(List.of(BuiltinMacs.hmacsha1, BuiltinMacs.hmacsha1etm, BuiltinMacs.hmacmd5));
                }))
                .hasMessageContaining("offers only hmac-sha1,hmac-sha1-etm@openssh.com,hmac-md5 for integrity");
    }

    @Test
    void refusesKeyExchangesBySha1() throws Exception {
        assertThat(refused(
                        TestBastion.key("ssh-ed25519"),
                        server -> server.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                                true,
                                List.of(BuiltinDHFactories.dhg14, BuiltinDHFactories.dhgex),
                                ServerBuilder.DH2KEX))))
                .hasMessageContaining("diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1")
                .hasMessageContaining(" for the key exchange");
    }

    @Test
    void refusesAHostKeyOfFewerThan2048Bits() throws Exception {
        SchemaException refused = refused(KeyUtils.generateKeyPair("ssh-rsa", 1024), server -> {});

        assertThat(refused).hasMessageContaining("shows an RSA key of 1024 bits");
        assertThat(refused.remedy()).contains("ssh-keygen");
    }
}

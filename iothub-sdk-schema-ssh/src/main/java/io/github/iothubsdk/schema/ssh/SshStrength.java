package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.kex.KexProposalOption;

/** Which algorithms are offered to an SSH server: none by SHA-1 or MD5, no ciphers in CBC mode, no DSA. */
final class SshStrength {

    private static final Map<KexProposalOption, String> FOR = Map.of(
            KexProposalOption.ALGORITHMS, "the key exchange",
            KexProposalOption.SERVERKEYS, "its host key",
            KexProposalOption.C2SENC, "encryption",
            KexProposalOption.S2CENC, "encryption",
            KexProposalOption.C2SMAC, "integrity",
            KexProposalOption.S2CMAC, "integrity");

    private SshStrength() {}

    static void require(SshClient client) {
        client.setKeyExchangeFactories(strong(client.getKeyExchangeFactories(), name -> !name.contains("sha1")));
        client.setCipherFactories(strong(
                client.getCipherFactories(),
                name -> !name.contains("cbc") && !name.contains("arcfour") && !name.equals("none")));
        client.setMacFactories(
                strong(client.getMacFactories(), name -> !name.contains("sha1") && !name.contains("md5")));
        client.setSignatureFactories(strong(
                client.getSignatureFactories(),
                name -> !name.startsWith("ssh-dss")
                        && !name.equals("ssh-rsa")
                        && !name.startsWith("ssh-rsa-cert-v01")));
    }

    private static <T extends NamedResource> List<T> strong(List<T> all, Predicate<String> strong) {
        return all.stream().filter(each -> strong.test(each.getName())).toList();
    }

    /** Why there is nothing that both would use; empty when that is not what failed. */
    static Optional<SchemaException> refuse(
            SshBastion server, Map<KexProposalOption, String> ours, Map<KexProposalOption, String> theirs) {
        return FOR.keySet().stream()
                .sorted()
                .filter(option -> !common(ours.getOrDefault(option, ""), theirs.getOrDefault(option, "")))
                .findFirst()
                .map(option -> new SchemaException(
                        Kind.REFUSED,
                        "The SSH server " + server.host() + ":" + server.port() + " offers only "
                                + SchemaException.quote(String.valueOf(theirs.get(option)), List.of()) + " for "
                                + FOR.get(option)
                                + ", which is too weak, or unknown, to log in by.",
                        "Bring its sshd up to date, or let it offer what OpenSSH does by default."
                                + SshHostKeys.ed25519()));
    }

    private static boolean common(String ours, String theirs) {
        Set<String> known = Set.of(ours.split(","));
        return List.of(theirs.split(",")).stream().anyMatch(known::contains);
    }
}

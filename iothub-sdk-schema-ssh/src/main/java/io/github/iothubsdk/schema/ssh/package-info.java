/**
 * Runs the schema script on a database that only an SSH server can reach.
 *
 * <p>An {@link io.github.iothubsdk.schema.ssh.SshBastion} says where the server is, how it is known and how to log in;
 * nothing else is believed, and a host key that is not known is refused. {@link io.github.iothubsdk.schema.ssh.SshSchema}
 * makes of it a transport for the client. The tunnel ends on the loopback address of this process, for one script at a time.
 *
 * <pre>{@code
 * SshBastion bastion = SshBastion.at("bastion.example.com", "ops")
 *         .hostKey("SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8")
 *         .privateKey(Path.of("ops-key"));
 * var builder = ProvisioningClient.builder(CredentialsProvider.defaultChain())
 *         .journal(Journals.inMemory())
 *         .schemaTransport(SshSchema.through(bastion));
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.schema.ssh;

import org.jspecify.annotations.NullMarked;

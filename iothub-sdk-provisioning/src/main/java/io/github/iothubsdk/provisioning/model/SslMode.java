package io.github.iothubsdk.provisioning.model;

/** Whether the connection to the database is encrypted, in the words that MySQL uses. */
public enum SslMode {
    /** When the server offers it; who the server is stays unchecked. The default. */
    PREFERRED,
    /** Never: for servers whose TLS is too old for Java, inside a private network. */
    DISABLED,
    /** Always; who the server is stays unchecked. */
    REQUIRED,
    /**
     * Always, with a certificate that the Java trust store vouches for. MariaDB's driver also believes a MariaDB server
     * that proves to know the password.
     */
    VERIFY_CA,
    /** Always, with such a certificate for the very host. */
    VERIFY_IDENTITY
}

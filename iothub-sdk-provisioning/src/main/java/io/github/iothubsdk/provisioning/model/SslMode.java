package io.github.iothubsdk.provisioning.model;

/** Whether the connection to the database is encrypted, in the words that MySQL uses. */
public enum SslMode {
    /**
     * When the server offers it; who the server is stays unchecked, so that it gets no more than the answer to a challenge:
     * a user with {@code caching_sha2_password} needs one of the modes that verify. The default.
     */
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
    VERIFY_IDENTITY;

    /** Whether the server must prove who it is; one that need not gets no more than the answer to a challenge. */
    public boolean verifies() {
        return this == VERIFY_CA || this == VERIFY_IDENTITY;
    }
}

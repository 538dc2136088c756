package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SslMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What MySQL Connector/J is told, of whichever version. */
final class MysqlOptions {

    /** Those of Connector/J's that tell a password, a token, or a hash as weak as the password. */
    private static final List<String> TELLING = List.of(
            "mysql_clear_password",
            "mysql_old_password",
            "authentication_ldap_sasl_client",
            "authentication_kerberos_client",
            "authentication_oci_client",
            "authentication_webauthn_client",
            "authentication_openid_connect_client");

    private MysqlOptions() {}

    static void add(Properties options, SslMode mode) {
        List<String> disabled = new ArrayList<>(TELLING);
        if (!mode.verifies()) {
            disabled.add("sha256_password");
        }
        if (LoginOptions.tellsByTls(mode)) {
            disabled.add(LoginOptions.CACHING_SHA2);
        }
        options.setProperty("sslMode", mode.name());
        options.setProperty("allowLoadLocalInfile", "false");
        options.setProperty("allowUrlInLocalInfile", "false");
        options.setProperty("autoDeserialize", "false");
        options.setProperty("disabledAuthenticationPlugins", String.join(",", disabled));
        // Where a default is disabled the driver refuses to work; older ones know it by its class.
        options.setProperty(
                "defaultAuthenticationPlugin", "com.mysql.cj.protocol.a.authentication.MysqlNativePasswordPlugin");
    }
}

package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SslMode;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL of the caller's, without what the SDK sets itself: no option in it, of the URL or of a host in it, may send
 * files, load classes, choose how the password is told, or undo what {@code sslMode} says.
 *
 * @param bare the URL without its {@code sslMode}
 * @param mode its {@code sslMode}, in the words of either driver
 */
record JdbcAddress(String bare, Optional<SslMode> mode) {

    /** In lower case; what only one driver, or only older versions of one, know is refused with either. */
    private static final Set<String> OURS = Set.of(
            // Who logs in, and how the password is told.
            "user",
            "password",
            "password1",
            "password2",
            "password3",
            "allowpublickeyretrieval",
            "authenticationplugins",
            "defaultauthenticationplugin",
            "disabledauthenticationplugins",
            "restrictedauth",
            "credentialtype",
            "permitredirect",
            // What would be another way to say, or to undo, sslMode.
            "usessl",
            "requiressl",
            "verifyservercertificate",
            "trustservercertificate",
            "disablesslhostnameverification",
            // Files of this machine.
            "allowlocalinfile",
            "allowloadlocalinfile",
            "allowloadlocalinfileinpath",
            "allowurlinlocalinfile",
            // How the script is sent.
            "allowmultiqueries",
            "initsql",
            // Classes by name, and objects from bytes that the server chooses.
            "autodeserialize",
            "authenticationopenidconnectcallbackhandler",
            "authenticationwebauthncallbackhandler",
            "clientinfoprovider",
            "connectionlifecycleinterceptors",
            "exceptioninterceptors",
            "keymanagerfactoryprovider",
            "keystoreprovider",
            "loadbalanceexceptionchecker",
            "logger",
            "parseinfocachefactory",
            "profilereventhandler",
            "propertiestransform",
            "queryinfocachefactory",
            "queryinterceptors",
            "serverconfigcachefactory",
            "socketfactory",
            "sslcontextprovider",
            "statementinterceptors",
            "tlssockettype",
            "trustmanagerfactoryprovider",
            "useconfigs");

    private static final Pattern MODE = Pattern.compile("(?i)(?<=[?&])sslMode=([\\w-]*)&?");
    private static final String SSL_MODE = "sslmode";

    /**
     * Takes it apart.
     *
     * @throws SchemaException naming what may not be in it, and never showing the rest
     */
    static JdbcAddress of(String url) {
        Matcher mode = MODE.matcher(url);
        Optional<SslMode> wanted = mode.find() ? Optional.of(TlsWords.mode(mode.group(1))) : Optional.empty();
        String bare = mode.replaceFirst("");
        bare = bare.endsWith("?") || bare.endsWith("&") ? bare.substring(0, bare.length() - 1) : bare;
        for (String option : options(bare)) {
            if (option.equals(SSL_MODE)) {
                throw refused(
                        "says sslMode more than once, or not behind its question mark", "Say it once, as ?sslMode=...");
            }
            if (OURS.contains(option)) {
                throw refused("sets " + option + ", which the SDK sets itself, or which endangers", "Take it out.");
            }
        }
        String hosts = bare.substring(Math.max(0, bare.indexOf("//"))).replaceFirst("(?s)^//([^/?]*).*", "$1");
        if (hosts.contains("@")) {
            throw refused("holds a user", "Name the user in RdsDatabase, and give the password as a Secret.")
                    .because("jdbc-url-holds-user");
        }
        return new JdbcAddress(bare, wanted);
    }

    /** Whatever a driver might take for the name of an option, as it is and decoded. */
    private static List<String> options(String url) {
        List<String> names = new ArrayList<>();
        for (String part : url.split("[?&(),]", -1)) {
            String name = part.split("=", 2)[0];
            names.add(name.trim().toLowerCase(Locale.ROOT));
            try {
                names.add(URLDecoder.decode(name, StandardCharsets.UTF_8).trim().toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw refused("has a per cent sign that encodes nothing", "Write it as %25.");
            }
        }
        return names;
    }

    private static SchemaException refused(String what, String remedy) {
        return new SchemaException(Kind.REFUSED, "The JDBC URL " + what + ".", remedy);
    }
}

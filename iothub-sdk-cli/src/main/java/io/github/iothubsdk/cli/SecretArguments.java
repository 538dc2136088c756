package io.github.iothubsdk.cli;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Finds secrets where they are not to be: in arguments, which every user of the machine can read, and in addresses. */
final class SecretArguments {

    /** What is said of them; not which, for it would be said again where it can be read. */
    static final String REFUSED = "Secrets are never given as arguments, which every user of this machine can read: set"
            + " IOTHUB_DB_PASSWORD and JDCLOUD_SECRET_KEY, or write ~/.jdc/config. Change the one that was given here.";

    private static final String WORDS = "(?:passw|pwd|secret|access[._-]?key|session[._-]?token)";
    private static final Pattern NAME = Pattern.compile("(?i)[\\w.-]{0,40}" + WORDS
            + "[\\w.-]{0,40}|(?:-[\\w.-]{0,40}[-._]|-{1,2})(?:db)?pass(?:[-._][\\w.-]{0,40})?");
    private static final Pattern IN_ADDRESS = Pattern.compile(
            "(?i)(?:jdbc:|https?:).*(?:[?&;,(]\\w{0,40}" + WORDS + "\\w{0,40}=|//[^/@:\\s]*+:[^/@\\s]*+@).*");

    private SecretArguments() {}

    /** Whether an argument is an option, a property or a variable that names a secret, or an address with a password. */
    static boolean in(String... args) {
        return Arrays.stream(args).anyMatch(given -> named(given) || inAddress(given.replaceFirst("^--[\\w-]+=", "")));
    }

    private static boolean named(String given) {
        int end = given.indexOf('=');
        String name = end < 0 ? given : given.substring(0, end);
        return (end > 0 || given.startsWith("-")) && NAME.matcher(name).matches();
    }

    /** Whether an address holds a password. */
    static boolean inAddress(String value) {
        return IN_ADDRESS.matcher(value).matches();
    }
}

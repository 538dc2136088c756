package io.github.iothubsdk.provisioning.internal.script;

/** What a script may not have, why, and where. */
final class SqlTrouble extends RuntimeException {

    static final String CLIENTS = "a command of the mysql client that the server does not know";

    final String what;
    final String why;
    final int at;

    SqlTrouble(String what, String why, int at) {
        super(what, null, false, false);
        this.what = what;
        this.why = why;
        this.at = at;
    }

    /** What lets servers and clients, or two of either, read on from different places. */
    static SqlTrouble unclear(String what, int at) {
        return new SqlTrouble(what, "so that servers and clients would read what follows in different ways", at);
    }
}

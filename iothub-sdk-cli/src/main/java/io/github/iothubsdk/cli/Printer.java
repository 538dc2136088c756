package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.internal.words.Plain;
import java.io.PrintStream;

/** Writes lines for people, whoever's words stand in them: without secrets and what moves a terminal, and not for ever. */
record Printer(PrintStream stream, KnownSecrets known) {

    /** More than any line of ours, and less than two terminals full. */
    private static final int LONGEST = 2_000;

    void println() {
        stream.println();
    }

    void println(String line) {
        stream.println(plain(line));
    }

    /** A line that begins with something of ours which may move the terminal, such as a colour. */
    void println(String ours, String line) {
        stream.println(ours + plain(line));
    }

    /** What is ours alone, as it is. */
    void raw(String ours) {
        stream.print(ours);
    }

    /** The words that may be shown of a line. */
    String plain(String line) {
        String cut = line.length() > 2 * LONGEST ? line.substring(0, 2 * LONGEST) : line;
        String plain = Plain.line(known.mask(cut));
        return plain.length() > LONGEST ? Plain.of(plain, LONGEST) : plain;
    }
}

package io.github.iothubsdk.cli;

import java.util.List;
import java.util.Locale;

/** A page in the language of {@code man}, with the few of its words that are needed. */
final class Roff {

    private final StringBuilder page = new StringBuilder();

    Roff(String title) {
        page.append(".TH ").append(escaped(title.toUpperCase(Locale.ROOT))).append(" 1\n.nh\n");
    }

    Roff section(String heading) {
        page.append(".SH ").append(escaped(heading)).append('\n');
        return this;
    }

    /** A line of its own. */
    Roff text(String line) {
        page.append(escaped(line)).append("\n.br\n");
        return this;
    }

    /** Something with what is said of it, moved in. */
    Roff item(String what, List<String> words) {
        page.append(".TP\n.B ").append(escaped(what)).append('\n');
        words.forEach(line -> page.append(escaped(line)).append('\n'));
        return this;
    }

    /** Lines that stay as they are. */
    Roff lines(List<String> lines) {
        page.append(".nf\n");
        lines.forEach(line -> page.append(escaped(line)).append('\n'));
        page.append(".fi\n");
        return this;
    }

    /** Nothing in it is a word of that language. */
    static String escaped(String text) {
        String plain = text.replace("%n", " ").replace("%%", "%");
        String signs = plain.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("~", "\\(ti")
                .replace("^", "\\(ha");
        return signs.startsWith(".") || signs.startsWith("'") ? "\\&" + signs : signs;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}

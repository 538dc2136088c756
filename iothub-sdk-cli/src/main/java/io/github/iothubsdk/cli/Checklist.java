package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.CheckResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Preconditions as a table; each is told again only when its outcome changes. */
final class Checklist {

    private static final int WIDEST_OUTCOME = 9;
    private static final int WIDEST_CHECK = 48;
    private static final String INDENT = " ".repeat(WIDEST_OUTCOME + 4);

    private final Printer out;
    private final Screen screen;
    private final Commands commands;
    private final Set<List<Object>> told = new HashSet<>();

    Checklist(Printer out, Screen screen, Commands commands) {
        this.commands = commands;
        this.out = out;
        this.screen = screen;
    }

    void tell(CheckResult result) {
        if (!told.add(List.of(result.id(), result.outcome()))) {
            return;
        }
        String found = Table.pad(result.check(), WIDEST_CHECK) + "  " + result.found();
        boolean fits = INDENT.length() + Table.width(found) <= screen.columns();
        out.println("  " + outcome(result) + "  ", fits ? found : result.check());
        if (!fits) {
            indented(result.found());
        }
        Remedies.of(result, commands).ifPresent(this::indented);
    }

    private void indented(String words) {
        Wrapping.print(out, INDENT, words, screen.columns());
    }

    private String outcome(CheckResult result) {
        String colour = switch (result.outcome()) {
            case PASSED -> "green";
            case FAILED, UNCHECKED -> "red";
            case WARNING -> "yellow";
        };
        String word = result.outcome().name();
        return screen.paint(colour, word) + " ".repeat(WIDEST_OUTCOME - word.length());
    }
}

package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.CheckResult;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/** Tells preconditions, each once as long as it does not change. */
final class Checklist {

    private static final int WIDEST_OUTCOME = 9;
    private static final int WIDEST_CHECK = 46;

    private final PrintStream out;
    private final Screen screen;
    private final Set<CheckResult> told = new HashSet<>();

    Checklist(PrintStream out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    void tell(CheckResult result) {
        if (!told.add(result)) {
            return;
        }
        String outcome = result.outcome().name();
        out.println("  " + screen.paint(colour(result), outcome) + " ".repeat(WIDEST_OUTCOME - outcome.length()) + "  "
                + Table.pad(result.check(), WIDEST_CHECK) + "  " + result.found());
        if (!result.remedy().isEmpty()) {
            out.println(" ".repeat(WIDEST_OUTCOME + 4) + Dialect.of(result.remedy()));
        }
    }

    private static String colour(CheckResult result) {
        return switch (result.outcome()) {
            case PASSED -> "green";
            case FAILED, UNCHECKED -> "red";
            case WARNING -> "yellow";
        };
    }
}

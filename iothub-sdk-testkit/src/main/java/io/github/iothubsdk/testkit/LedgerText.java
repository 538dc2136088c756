package io.github.iothubsdk.testkit;

import io.github.iothubsdk.simulator.Ledger;
import java.util.stream.Collectors;

/** The ledger as failures show it. */
final class LedgerText {

    private LedgerText() {}

    static String of(Ledger ledger) {
        return ledger.lines().stream().collect(Collectors.joining("\n  ", "The cloud's ledger:\n  ", ""));
    }
}

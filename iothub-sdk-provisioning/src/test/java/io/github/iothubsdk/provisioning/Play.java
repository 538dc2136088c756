package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.simulator.Route;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of one schedule.
 *
 * @param wrongs what must never be
 * @param residual whether a colleague ordered what nobody could have told apart; what came of it is counted apart
 * @param said the client's last words
 * @param trace what was crossed
 * @param atOnce what was crossed in the very moment in which the one before it was done
 * @param behaviour equal for two schedules after which the process went the same way
 * @param ledger what really happened
 * @param struck whether every move found its place
 */
record Play(
        Nature nature,
        List<Move> moves,
        Ending ending,
        List<Wrong> wrongs,
        boolean residual,
        String said,
        List<Point> trace,
        Set<Point> atOnce,
        long behaviour,
        List<String> ledger,
        boolean struck) {

    /** How the story ends for the owner of the process. */
    enum Ending {
        RUNNING,
        INVALID,
        UNKNOWN,
        UNFINISHED,
        BROKEN
    }

    /**
     * Equal for schedules of one move after which the world is the same, and the process too as far as can be told from
     * outside: what may follow one of them need not be played after the others.
     */
    String future() {
        Move move = moves.get(0);
        boolean unseen = !(move instanceof Move.Crash)
                && !(move instanceof Move.Answer answer && answer.oddity().distorts());
        return behaviour + " " + move.where() + ' ' + ledger.hashCode() + (unseen ? move.toString() : "");
    }

    /** Whether the service has said no to an order that it has taken: what it says is then worth nothing. */
    boolean isLie() {
        return moves.stream()
                .anyMatch(move -> move instanceof Move.Answer answer
                        && answer.after()
                        && answer.oddity().isOwnNo()
                        && answer.at().is(Route.CREATE_INSTANCE));
    }

    /** Whether the service denied in its own words an order that it had taken, and did not list it either. */
    boolean isUnlistedLie() {
        boolean hidden = moves.stream()
                .anyMatch(move ->
                        move instanceof Move.Answer answer && answer.oddity().hidesRows());
        return isLie() && (nature == Nature.LAGGING || hidden);
    }

    /** Whether the order came minutes after it was sent: it cannot be told from a colleague's, made meanwhile. */
    boolean isLate() {
        return moves.stream()
                .anyMatch(move -> move instanceof Move.Answer answer
                        && answer.oddity() == Oddity.LATE_240
                        && answer.at().is(Route.CREATE_INSTANCE));
    }

    /** Whether only answers were lost or odd, processes died and clocks were off: no colleague did anything. */
    boolean isAlone() {
        return moves.stream().noneMatch(move -> move instanceof Move.Colleague || move instanceof Move.Earlier);
    }

    /** The schedule's name, by which it can be played again. */
    String name() {
        return moves.stream().map(Object::toString).collect(Collectors.joining(" | ", nature + " | ", ""));
    }

    /** The kinds of its moves. */
    String kind() {
        return moves.stream().map(Move::kind).collect(Collectors.joining(" | "));
    }

    String story() {
        return "-Dschedule=\"" + name() + "\"\n  wrong: " + wrongs + "\n  ending: " + ending + "\n  said: " + said
                + "\n  ledger:\n    " + String.join("\n    ", ledger);
    }
}

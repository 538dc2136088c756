package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Every schedule there is, of one move and of two: which moves there are at which place, and what may follow what. */
final class Schedules {

    private static final Duration FOUR_MINUTES = Duration.ofMinutes(4);
    private static final List<Duration> AWAY =
            List.of(Duration.ofSeconds(2), Duration.ofMinutes(10), Duration.ofDays(2));
    private static final List<Duration> CLOCKS = List.of(Duration.ZERO, FOUR_MINUTES, FOUR_MINUTES.negated());
    /** One of each sort that a client can tell apart, and those that lie. */
    private static final Set<Oddity> SORTS = EnumSet.of(
            Oddity.DROP,
            Oddity.OWN_500,
            Oddity.EMPTY_OBJECT,
            Oddity.OWN_400,
            Oddity.OWN_404,
            Oddity.RATE_LIMIT,
            Oddity.BARE_403,
            Oddity.LATE_240,
            Oddity.ROWS_GONE,
            Oddity.ROW_HIDDEN,
            Oddity.DATE_AHEAD);

    private static final Set<ColleagueDeed> DEEDS =
            EnumSet.of(ColleagueDeed.SAME_UNPAID, ColleagueDeed.SAME_PAID, ColleagueDeed.SAME_CANCELLED);
    /** In a long recovery, the nth look is like the one before it. */
    private static final int EARLY = 2;

    private Schedules() {}

    /** Every schedule of one move, beside the clean one. */
    static List<Move> single(Play clean) {
        List<Move> moves = new ArrayList<>();
        Stream.of(ColleagueDeed.values()).map(Move.Earlier::new).forEach(moves::add);
        CLOCKS.stream().filter(off -> !off.isZero()).map(Move.Clock::new).forEach(moves::add);
        clean.trace().forEach(point -> moves.addAll(at(clean, point)));
        return moves;
    }

    /** To die right before something is to die right after what came before it, where no time passed between them. */
    private static List<Move> at(Play before, Point point) {
        List<Move> moves = new ArrayList<>();
        for (boolean after : List.of(false, true)) {
            if (after || !before.atOnce().contains(point)) {
                AWAY.forEach(away -> CLOCKS.forEach(clock -> moves.add(new Move.Crash(after, point, away, clock))));
            }
            if (point.isCall()) {
                Stream.of(ColleagueDeed.values())
                        .map(deed -> new Move.Colleague(deed, point, after))
                        .forEach(moves::add);
            }
        }
        if (point.isCall()) {
            for (Oddity oddity : Oddity.values()) {
                oddity.moments(Objects.requireNonNull(point.route()))
                        .map(after -> new Move.Answer(oddity, point, after))
                        .forEach(moves::add);
            }
        }
        return moves;
    }

    /** Whether a move is at a commit, or at what is done right before or after it. */
    static boolean isAtCommit(Play clean, Move move) {
        List<Point> trace = clean.trace();
        int index = move.where().map(trace::indexOf).orElse(-1);
        return index >= 0
                && trace.subList(Math.max(0, index - 1), Math.min(trace.size(), index + 2)).stream()
                        .anyMatch(point -> point.is(Route.CREATE_INSTANCE) || point.is(Route.PAY_ORDER));
    }

    /** Everything that may go wrong after the one move of a schedule. */
    static Stream<List<Move>> pairs(Play first) {
        Move move = first.moves().get(0);
        List<Point> trace = first.trace();
        int from = move.where().map(trace::indexOf).orElse(-1);
        return trace.stream()
                .skip(Math.max(0, from))
                .flatMap(point -> at(first, point).stream())
                .filter(next -> mayFollow(move, next))
                .map(next -> List.of(move, next));
    }

    /** At one place a colleague acts beside anything, and a process may die after an odd answer. */
    private static boolean mayFollow(Move move, Move next) {
        if (!move.where().equals(next.where())) {
            return true;
        }
        if (next instanceof Move.Crash crash) {
            return crash.after() && !(move instanceof Move.Crash);
        }
        return move instanceof Move.Colleague && next instanceof Move.Answer;
    }

    /** The second moves that are played at every build: of each sort, early in a recovery. */
    static boolean isShort(List<Move> pair) {
        Move next = pair.get(1);
        if (next instanceof Move.Answer answer) {
            return SORTS.contains(answer.oddity()) && isEarly(pair.get(0), answer.at());
        }
        if (next instanceof Move.Crash crash) {
            boolean plain = crash.clock().isZero() == !crash.away().equals(AWAY.get(1));
            return plain && isEarly(pair.get(0), crash.at());
        }
        return next instanceof Move.Colleague colleague
                && DEEDS.contains(colleague.deed())
                && !colleague.after()
                && isEarly(pair.get(0), colleague.at());
    }

    private static boolean isEarly(Move first, Point point) {
        int before = first.where()
                .filter(at -> at.kind().equals(point.kind()))
                .map(Point::nth)
                .orElse(1);
        return !point.isCall() || point.nth() <= before + EARLY;
    }
}

package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.Play.Ending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what became of the schedules, and keeps one of each kind that a person should look at. Thread-safe. */
final class Tally {

    private static final String RESIDUAL = "cannot be told";
    private static final String LIE = "service lied";

    private final Map<String, Map<String, LongAdder>> table = new ConcurrentSkipListMap<>();
    /** Those that did not end by themselves, by kind: how many, and one of them. */
    private final Map<String, Doubt> doubts = new ConcurrentSkipListMap<>();

    private final Map<String, Doubt> wrongs = new ConcurrentHashMap<>();
    final LongAdder schedules = new LongAdder();
    final LongAdder unstruck = new LongAdder();

    private record Doubt(long many, Play one) {
        static Doubt more(Doubt before, Doubt next) {
            boolean shorter = next.one.name().length() < before.one.name().length();
            return new Doubt(before.many + next.many, shorter ? next.one : before.one);
        }
    }

    void add(Play play) {
        schedules.increment();
        if (!play.struck()) {
            unstruck.increment();
        }
        List<Wrong> mattering = mattering(play);
        boolean fine = play.ending() == Ending.RUNNING && play.wrongs().isEmpty();
        String apart = fine ? "" : play.residual() || play.isLate() ? RESIDUAL : play.isLie() ? LIE : "";
        String row = "depth " + play.moves().size() + ' ' + play.nature();
        String column =
                !mattering.isEmpty() ? "WRONG" : apart.isEmpty() ? play.ending().name() : apart;
        table.computeIfAbsent(row, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(column, key -> new LongAdder())
                .increment();
        if (play.ending() != Ending.RUNNING) {
            String what = (apart.isEmpty() ? "" : apart + ", ") + play.ending();
            doubts.merge(row + " " + what + ": " + play.kind(), new Doubt(1, play), Doubt::more);
        }
        for (Wrong wrong : mattering) {
            wrongs.merge(wrong.kind() + " " + row + ": " + play.kind(), new Doubt(1, play), Doubt::more);
        }
    }

    /** What nobody could have told apart is counted, and is no defect. One thing that went wrong must not need a person. */
    private static List<Wrong> mattering(Play play) {
        Stream<Wrong> wrongs = play.wrongs().stream()
                .filter(wrong -> !play.residual() || !wrong.kind().mayBeResidual())
                .filter(wrong -> !play.isUnlistedLie() || !wrong.kind().mayFollowALie());
        boolean tellable = play.isAlone() && !play.isLie() && !play.isLate();
        boolean timid = play.moves().size() <= 1 && tellable && play.ending() != Ending.RUNNING;
        return timid
                ? Stream.concat(wrongs, Stream.of(new Wrong(Wrong.Kind.TIMID, "it ended " + play.ending())))
                        .toList()
                : wrongs.toList();
    }

    /** The shortest of each kind of what must never be, the worst first. */
    List<Play> shortest() {
        Map<Wrong.Kind, Play> shortest = new TreeMap<>();
        wrongs.values().stream()
                .map(Doubt::one)
                .sorted(Comparator.comparing((Play play) -> play.moves().size())
                        .thenComparing(play -> play.name().length())
                        .thenComparing(Play::name))
                .forEach(play -> mattering(play).forEach(wrong -> shortest.putIfAbsent(wrong.kind(), play)));
        return shortest.values().stream().distinct().toList();
    }

    List<String> table() {
        List<String> columns = Stream.concat(
                        Stream.of(Ending.values()).map(Enum::name), Stream.of(RESIDUAL, LIE, "WRONG"))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(
                "%-20s".formatted("") + columns.stream().map("%15s"::formatted).collect(Collectors.joining()));
        table.forEach((row, counts) -> lines.add("%-20s".formatted(row)
                + columns.stream()
                        .map(column -> "%15s".formatted(counts.getOrDefault(column, new LongAdder())))
                        .collect(Collectors.joining())));
        return lines;
    }

    /** Each kind of schedule that needed a person, or that was wrong. */
    List<String> kinds(boolean ofWrongs) {
        Map<String, Doubt> kinds = ofWrongs ? new TreeMap<>(wrongs) : doubts;
        List<String> lines = new ArrayList<>();
        kinds.forEach((kind, doubt) -> lines.add("%6d x %s%n           such as %s%n           said %s"
                .formatted(
                        doubt.many(),
                        kind,
                        doubt.one().name(),
                        doubt.one().said().lines().findFirst().orElse(""))));
        return lines;
    }
}

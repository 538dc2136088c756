package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every schedule of one thing that goes wrong, and of two, around one intended purchase: crashes, odd answers, colleagues
 * and clocks, at every call and every write. No schedule orders or pays twice, takes a colleague's order or says what is
 * not true; one thing that goes wrong needs no person.
 *
 * <p>Of the pairs around the two commits, a sample that is the same each time is played; {@code -Dschedules.pairs=4000} plays
 * more of them.
 * {@code -Dschedules.full=true} plays all pairs on all accounts, or with {@code -Dschedules.of=loose} on that one;
 * {@code -Dschedule="loose | drop on CREATE_INSTANCE 1 after"} plays one.
 */
class EveryScheduleTest {

    private static final boolean FULL = Boolean.getBoolean("schedules.full");
    private static final String ONE = System.getProperty("schedule", "");
    private static final List<Nature> NATURES = Stream.of(Nature.values())
            .filter(nature ->
                    System.getProperty("schedules.of", nature.toString()).equals(nature.toString()))
            .toList();
    private static final Set<Nature> PAIRED =
            FULL ? EnumSet.allOf(Nature.class) : EnumSet.of(Nature.STRICT, Nature.LOOSE, Nature.AUTO_PAID);
    /** How many pairs of each nature, of up to eleven thousand. */
    private static final int SAMPLE = Integer.getInteger("schedules.pairs", 1_000);

    private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");
    private static final Path REPORT = Path.of("target", "schedules.txt");

    private final Tally tally = new Tally();

    @Test
    void buysOnceAndSaysWhatIsTrueWhateverHappensWherever() throws IOException {
        if (!ONE.isEmpty()) {
            playOne();
            return;
        }
        long start = System.nanoTime();
        for (Nature nature : NATURES) {
            Play clean = new Rig(nature, List.of()).play();
            tally.add(clean);
            List<Play> single = Schedules.single(clean).parallelStream()
                    .map(move -> new Rig(nature, List.of(move)).play())
                    .toList();
            single.forEach(tally::add);
            if (PAIRED.contains(nature)) {
                pairs(clean, single).parallel().forEach(pair -> tally.add(new Rig(nature, pair).play()));
            }
            if (FULL) { // hours pass between them
                tally.table().forEach(System.out::println);
            }
        }
        report((System.nanoTime() - start) / 1_000_000_000);
        assertThat(tally.unstruck.sum()).as("moves that found no place").isZero();
        assertThat(tally.shortest().stream().map(Play::story))
                .as("the shortest of each kind")
                .isEmpty();
    }

    /** Which is why only one of the two is played. */
    @Test
    void diesRightBeforeSomethingAsItDoesRightAfterWhatCameBeforeIt() {
        Play clean = new Rig(Nature.LOOSE, List.of()).play();
        List<Point> trace = clean.trace();
        assertThat(clean.atOnce()).hasSizeGreaterThan(trace.size() / 2);
        clean.atOnce().forEach(point -> {
            Point before = trace.get(trace.indexOf(point) - 1);
            assertThat(crash(false, point)).as("%s, after %s", point, before).isEqualTo(crash(true, before));
        });
    }

    private static List<Object> crash(boolean after, Point at) {
        Move crash = new Move.Crash(after, at, Duration.ofMinutes(10), Duration.ofMinutes(4));
        Play play = new Rig(Nature.LOOSE, List.of(crash)).play();
        return List.of(play.ending(), play.wrongs(), play.ledger());
    }

    private static Stream<List<Move>> pairs(Play clean, List<Play> single) {
        Map<String, Play> firsts = new LinkedHashMap<>();
        single.stream()
                .filter(play -> FULL || Schedules.isAtCommit(clean, play.moves().get(0)))
                .forEach(play -> firsts.putIfAbsent(play.future(), play));
        List<List<Move>> pairs = new ArrayList<>();
        firsts.values()
                .forEach(first -> Schedules.pairs(first)
                        .filter(pair -> FULL || Schedules.isShort(pair))
                        .forEach(pairs::add));
        if (FULL) {
            System.out.printf(
                    "schedules: %d pairs on %s after %d singles%n", pairs.size(), clean.nature(), single.size());
        }
        Collections.shuffle(pairs, new Random(1)); // the long ones stand together: one processor would play them alone
        return FULL ? pairs.stream() : pairs.stream().limit(SAMPLE);
    }

    private void report(long seconds) throws IOException {
        String depth2 = FULL
                ? "all pairs on all of them"
                : "at most %d pairs around the two commits on each of %s".formatted(SAMPLE, PAIRED);
        System.out.printf(
                "schedules: %d in %d s; every one of depth 1 on %s; of depth 2: %s; kinds that needed a person in %s%n",
                tally.schedules.sum(), seconds, NATURES, depth2, REPORT);
        tally.table().forEach(System.out::println);
        List<String> lines = new ArrayList<>(tally.table());
        lines.add("\nWRONG");
        lines.addAll(tally.kinds(true));
        lines.add("\nNOT RUNNING");
        lines.addAll(tally.kinds(false));
        Files.createDirectories(REPORT.toAbsolutePath().getParent());
        Files.write(REPORT, lines);
    }

    private void playOne() {
        List<String> words = BAR.splitAsStream(ONE).toList();
        List<Move> moves = words.stream().skip(1).map(Move::parse).toList();
        Play play = new Rig(Nature.of(words.get(0)), moves).play();
        System.out.println(play.story() + "\n  crossed: " + play.trace());
        tally.add(play);
        assertThat(tally.unstruck.sum()).as("moves that found no place").isZero();
        assertThat(tally.shortest()).isEmpty();
    }
}

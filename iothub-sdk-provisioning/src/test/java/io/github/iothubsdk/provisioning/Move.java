package io.github.iothubsdk.provisioning;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One deviation from a clean run. Its words are its name: {@link #parse} reads them. */
sealed interface Move {

    Pattern CRASH = Pattern.compile("crash (before|after) (\\w+ \\d+), back in (\\S+), clock (\\S+)");
    Pattern COLLEAGUE = Pattern.compile("colleague: (.+), (before|after) (\\w+ \\d+)");
    Pattern EARLIER = Pattern.compile("colleague: (.+), 3 minutes earlier");
    Pattern CLOCK = Pattern.compile("clock (\\S+) at the start");
    Pattern ANSWER = Pattern.compile("(.+) on (\\w+ \\d+) (before|after)");

    /** Where it happens; empty before the run begins. */
    Optional<Point> where();

    /** What kind of move it is, without which call it strikes. */
    String kind();

    /** The process dies; its owner starts it again after a while, on a machine whose clock is off. */
    record Crash(boolean after, Point at, Duration away, Duration clock) implements Move {
        @Override
        public Optional<Point> where() {
            return Optional.of(at);
        }

        @Override
        public String kind() {
            return "crash " + moment(after) + ' ' + at.kind();
        }

        @Override
        public String toString() {
            return "crash " + moment(after) + ' ' + at + ", back in " + away + ", clock " + clock;
        }
    }

    /** An answer is not what it should be, before or after the call's effect. */
    record Answer(Oddity oddity, Point at, boolean after) implements Move {
        @Override
        public Optional<Point> where() {
            return Optional.of(at);
        }

        @Override
        public String kind() {
            return oddity.words + " on " + at.kind() + ' ' + moment(after);
        }

        @Override
        public String toString() {
            return oddity.words + " on " + at + ' ' + moment(after);
        }
    }

    /** A colleague does something, right before or after a call's effect. */
    record Colleague(ColleagueDeed deed, Point at, boolean after) implements Move {
        @Override
        public Optional<Point> where() {
            return Optional.of(at);
        }

        @Override
        public String kind() {
            return "colleague: " + deed.words + ", " + moment(after) + ' ' + at.kind();
        }

        @Override
        public String toString() {
            return "colleague: " + deed.words + ", " + moment(after) + ' ' + at;
        }
    }

    /** A colleague has done something three minutes before the run begins. */
    record Earlier(ColleagueDeed deed) implements Move {
        @Override
        public Optional<Point> where() {
            return Optional.empty();
        }

        @Override
        public String kind() {
            return toString();
        }

        @Override
        public String toString() {
            return "colleague: " + deed.words + ", 3 minutes earlier";
        }
    }

    /** The machine's clock is off from the start. */
    record Clock(Duration off) implements Move {
        @Override
        public Optional<Point> where() {
            return Optional.empty();
        }

        @Override
        public String kind() {
            return toString();
        }

        @Override
        public String toString() {
            return "clock " + off + " at the start";
        }
    }

    private static String moment(boolean after) {
        return after ? "after" : "before";
    }

    /** Reads what {@code toString} wrote. */
    static Move parse(String text) {
        Matcher words = CRASH.matcher(text);
        if (words.matches()) {
            return new Crash(
                    words.group(1).equals("after"),
                    Point.parse(words.group(2)),
                    Duration.parse(words.group(3)),
                    Duration.parse(words.group(4)));
        }
        words = COLLEAGUE.matcher(text);
        if (words.matches()) {
            ColleagueDeed deed = ColleagueDeed.of(words.group(1));
            return new Colleague(
                    deed, Point.parse(words.group(3)), words.group(2).equals("after"));
        }
        words = EARLIER.matcher(text);
        if (words.matches()) {
            return new Earlier(ColleagueDeed.of(words.group(1)));
        }
        words = CLOCK.matcher(text);
        if (words.matches()) {
            return new Clock(Duration.parse(words.group(1)));
        }
        words = ANSWER.matcher(text);
        if (!words.matches()) {
            throw new IllegalArgumentException("no move is called \"" + text + "\"");
        }
        return new Answer(
                Oddity.of(words.group(1)),
                Point.parse(words.group(2)),
                words.group(3).equals("after"));
    }
}

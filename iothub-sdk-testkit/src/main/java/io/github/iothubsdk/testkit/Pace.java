package io.github.iothubsdk.testkit;

import java.time.Duration;
import java.util.List;

/** Sees that the time gets on, whatever is scheduled: a task that schedules itself at once would stop it for ever. */
final class Pace {

    private static final int MOST = 1_000_000;
    private static final Duration STRETCH = Duration.ofMinutes(1);
    private static final int SHOWN = 5;

    private final Agenda agenda;
    private long from;
    private int ran;

    Pace(Agenda agenda) {
        this.agenda = agenda;
        this.from = agenda.elapsed();
    }

    /**
     * Counts a task.
     *
     * @throws AssertionError when there were too many in too little time; it tells what is scheduled
     */
    void ran() {
        if (agenda.elapsed() - from >= STRETCH.toNanos()) {
            from = agenda.elapsed();
            ran = 0;
        }
        ran++;
        if (ran >= MOST) {
            throw new AssertionError("The time does not get on at " + VirtualTime.START.plusNanos(agenda.elapsed())
                    + ": "
                    + MOST + " tasks ran within " + Duration.ofNanos(agenda.elapsed() - from)
                    + ", as when a task schedules itself again at once. Scheduled: " + words(agenda.list()) + ".");
        }
    }

    /** The first few of what is scheduled. */
    static String words(List<String> scheduled) {
        if (scheduled.isEmpty()) {
            return "nothing";
        }
        String first = String.join("; ", scheduled.subList(0, Math.min(SHOWN, scheduled.size())));
        return scheduled.size() > SHOWN ? first + "; and " + (scheduled.size() - SHOWN) + " more" : first;
    }
}

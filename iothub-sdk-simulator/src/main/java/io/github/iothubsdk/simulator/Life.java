package io.github.iothubsdk.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * What an instance is at a moment: a pure function of its fate, its age, its order and the settings.
 *
 * @param exists whether the cloud has it at all, seen or not
 * @param visible whether list and show know it; the list of a flickering one may still lack it
 * @param status the status word
 * @param progress 0 to 100, in proportion to the time spent BUILDING
 * @param item the order item's word: CREATING, SUCCESS or FAIL
 */
record Life(boolean exists, boolean visible, String status, int progress, String item) {
    private static final Life PREPARING = new Life(true, true, "PREPARING", 0, "CREATING");
    private static final Life RUNNING = new Life(true, true, "RUNNING", 100, "SUCCESS");
    private static final Life SUSPENDING = new Life(true, true, "SUSPENDING", 100, "SUCCESS");
    private static final Life NONE = new Life(false, false, "", 0, "CREATING");
    private static final Life DELETED = new Life(false, false, "", 100, "SUCCESS");
    private static final Life LOST = new Life(false, false, "", 50, "FAIL");

    /** A life that stands still at a word. */
    static Life still(String word, int progress) {
        return new Life(true, true, word, progress, "SUCCESS");
    }

    static Life of(HubInstance instance, Instant now, Settings settings) {
        Instant start = instance.startedAt;
        if (instance.deleted) {
            return DELETED;
        }
        if (instance.fixed != null) {
            return instance.fixed;
        }
        if (instance.fate == Fate.NEVER_APPEARS) {
            return NONE;
        }
        if (start == null) {
            return settings.unpaidInstancesListed() && instance.isOnOrder(now) ? PREPARING : NONE;
        }
        Duration age = Duration.between(start, now);
        Life life = age.compareTo(settings.preparing()) < 0
                ? PREPARING
                : building(instance.fate, age.minus(settings.preparing()), settings.building());
        boolean lags = age.compareTo(settings.listLag()) < 0;
        return lags ? new Life(life.exists, false, life.status, life.progress, life.item) : life;
    }

    private static Life building(Fate fate, Duration spent, Duration whole) {
        if (spent.compareTo(whole) >= 0) {
            return finished(fate);
        }
        int progress = (int) (100 * spent.toMillis() / Math.max(1, whole.toMillis()));
        boolean firstHalf = progress < 50;
        return switch (fate) {
            case VANISHES -> firstHalf ? building("BUILDING", progress, "CREATING") : NONE;
            case ITEM_FAILS -> building("BUILDING", Math.min(progress, 50), firstHalf ? "CREATING" : "FAIL");
            case ODD_WORD -> building("TRANSMOGRIFYING", progress, "CREATING");
            default -> building("BUILDING", progress, "CREATING");
        };
    }

    private static Life building(String word, int progress, String item) {
        return new Life(true, true, word, progress, item);
    }

    private static Life finished(Fate fate) {
        return switch (fate) {
            case VANISHES -> NONE;
            case ITEM_FAILS -> LOST;
            case SUSPENDS -> SUSPENDING;
            default -> RUNNING;
        };
    }
}

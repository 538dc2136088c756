package io.github.iothubsdk.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeedTest {
    private final AtomicInteger pulses = new AtomicInteger();
    private final Feed feed = new Feed(pulses::incrementAndGet, Duration.ofMillis(5));
    private final List<String> written = new CopyOnWriteArrayList<>();

    private Thread follow(long after, Feed.Writer writer) {
        Thread thread = new Thread(() -> {
            try {
                feed.follow(after, "hello", writer);
            } catch (IOException | InterruptedException ended) {
                written.add("ended: " + ended.getMessage());
            }
        });
        thread.start();
        return thread;
    }

    private void publish() {
        feed.publish("n", () -> "{}");
        feed.release();
    }

    @Test
    void tellsNothingBeforeItIsReleased() throws Exception {
        CountDownLatch idle = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        feed.publish("n", () -> "{}");
        Thread follower = follow(0, text -> {
            if (text.startsWith(":")) {
                idle.countDown();
            } else if (!text.equals("hello")) {
                written.add(text);
                told.countDown();
            }
        });
        idle.await();
        assertThat(written).isEmpty();
        assertThat(feed.last()).isEqualTo(1);
        feed.release();
        told.await();
        feed.close();
        follower.join();
        assertThat(written).containsExactly("id: 1\nevent: n\ndata: {}\n\n");
    }

    @Test
    void keepsTheConnectionWarm() throws Exception {
        CountDownLatch beats = new CountDownLatch(3);
        Thread follower = follow(0, text -> {
            if (text.equals(": still here\n\n")) {
                beats.countDown();
            }
        });
        beats.await();
        feed.close();
        follower.join();
        assertThat(pulses.get()).isGreaterThan(15);
        assertThat(written).isEmpty();
    }

    @Test
    void givesOnePulseForManyFollowers() throws Exception {
        List<Thread> followers = List.of(follow(0, text -> {}), follow(0, text -> {}), follow(0, text -> {}));
        long begun = System.nanoTime();
        CountDownLatch beat = new CountDownLatch(1);
        Thread one = follow(0, text -> {
            if (text.startsWith(":")) {
                beat.countDown();
            }
        });
        beat.await();
        long most = (System.nanoTime() - begun) / Duration.ofMillis(5).toNanos() + 4;
        assertThat(pulses.get()).isLessThanOrEqualTo((int) most);
        feed.close();
        one.join();
        for (Thread follower : followers) {
            follower.join();
        }
    }

    @Test
    void tellsWhatWasLostToTheSlow() throws Exception {
        for (int i = 0; i < Feed.RING + 7; i++) {
            publish();
        }
        CountDownLatch caughtUp = new CountDownLatch(1);
        Thread follower = follow(0, text -> {
            written.add(text);
            if (text.contains("id: " + (Feed.RING + 7) + "\n")) {
                caughtUp.countDown();
            }
        });
        caughtUp.await();
        feed.close();
        follower.join();
        assertThat(written.get(0)).isEqualTo("hello");
        assertThat(written.get(1))
                .startsWith("id: 7\nevent: lost\ndata: {\"lost\":7}\n\nid: 8\nevent: n\ndata: {}\n\nid: 9\n");
        assertThat(feed.last()).isEqualTo(Feed.RING + 7);
    }

    /** It has no event yet, and may have none for long. */
    @Test
    void tellsWhoKnowsAnEventOfTheProcessBeforeThatTheRestIsLostAndThenWaits() throws Exception {
        feed.startFrom(1_000_000);
        CountDownLatch beats = new CountDownLatch(2);
        Thread follower = follow(7, text -> {
            if (text.startsWith(":")) {
                beats.countDown();
            } else {
                written.add(text);
            }
        });
        beats.await();
        assertThat(pulses.get()).as("it waited for each").isGreaterThan(25);
        feed.close();
        follower.join();
        assertThat(written).containsExactly("hello", "id: 1000000\nevent: lost\ndata: {\"lost\":999993}\n\n");
    }

    /** As while nothing can be kept: what goes round the ring meanwhile takes away what was told to others. */
    @Test
    void tellsWhoIsBehindARingOfWhatIsNotReleased() throws Exception {
        publish();
        publish();
        for (int i = 0; i < Feed.RING; i++) {
            feed.publish("n", () -> "{}");
        }
        CountDownLatch beats = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        Thread follower = follow(1, text -> {
            if (text.startsWith(":")) {
                beats.countDown();
            } else {
                written.add(text);
                if (text.contains("id: " + (Feed.RING + 2) + "\n")) {
                    told.countDown();
                }
            }
        });
        beats.await();
        assertThat(written).containsExactly("hello", "id: 2\nevent: lost\ndata: {\"lost\":1}\n\n");
        feed.release();
        told.await();
        feed.close();
        follower.join();
        assertThat(written.get(2)).startsWith("id: 3\nevent: n\n");
    }

    @Test
    void endsWithAWriterThatFails() throws Exception {
        Thread follower = follow(0, text -> {
            throw new IOException("gone");
        });
        follower.join();
        assertThat(written).containsExactly("ended: gone");
    }

    @Test
    void publishesWhileSomebodyWrites() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread follower = follow(0, text -> {
            if (text.contains("id: 1\n")) {
                writing.countDown();
                try {
                    go.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        publish();
        writing.await();
        for (int i = 0; i < 5_000; i++) {
            publish();
        }
        assertThat(feed.last()).isEqualTo(5_001);
        go.countDown();
        feed.close();
        follower.join();
    }
}

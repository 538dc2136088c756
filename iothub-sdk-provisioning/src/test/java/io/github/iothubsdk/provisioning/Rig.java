package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.RetryPolicy;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Backoff;
import io.github.iothubsdk.provisioning.Play.Ending;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Plays one schedule: a process that wants one instance, its owner, who starts it again, and what goes wrong. */
final class Rig {

    private static final int MOST_LIVES = 12;
    private static final int MOST_CREATES = 3;
    private static final Duration BUDGET = Duration.ofHours(2);
    private static final Duration LOOKED_INTO = Duration.ofMinutes(1);
    private static final Duration EVERYTHING_HAS_LANDED = Duration.ofMinutes(10);
    private static final CredentialsProvider KEYS =
            CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY)));
    private static final RetryPolicy RETRIES = new RetryPolicy(5, Backoff.constant(Duration.ofMillis(200)));

    private final Nature nature;
    private final List<Move> moves;
    private final VirtualTime timeSource = new VirtualTime();
    private final Simulator cloud;
    private final Stage stage;
    private final LedgerJudge judge;
    private Duration clock = Duration.ZERO;
    private int creates;
    private String said = "";

    Rig(Nature nature, List<Move> moves) {
        this.nature = nature;
        this.moves = List.copyOf(moves);
        cloud = nature.cloud(timeSource);
        stage = new Stage(cloud, timeSource, Journals.inMemory(), moves);
        judge = new LedgerJudge(cloud.ledger(), stage.claims);
        moves.forEach(this::before);
    }

    /** What is so before the process begins. */
    private void before(Move move) {
        if (move instanceof Move.Earlier earlier) {
            earlier.deed().in(cloud.demoAccount(), Nature.NAME);
            timeSource.advance(Duration.ofMinutes(3));
        } else if (move instanceof Move.Clock off) {
            clock = off.off();
        }
    }

    Play play() {
        Ending ending = lives();
        timeSource.advance(EVERYTHING_HAS_LANDED);
        try (ProvisioningClient client = client(stage.nextLife())) {
            judge.atTheEnd(ending, client.runs());
        }
        boolean struck = cloud.faults().remaining().isEmpty() && stage.allHappened();
        return new Play(
                nature,
                moves,
                ending,
                List.copyOf(judge.wrongs()),
                judge.cannotBeTold(nature, moves),
                said,
                stage.trace,
                stage.atOnce,
                stage.behaviour(),
                cloud.ledger().lines(),
                struck);
    }

    private Ending lives() {
        Ending ending = Ending.UNFINISHED;
        for (int life = 0; life < MOST_LIVES; life++) {
            Optional<Ending> over = life();
            if (over.isPresent()) {
                return over.get();
            }
            Move.Crash crash = stage.crashed;
            clock = crash == null ? Duration.ZERO : crash.clock();
            timeSource.advance(crash == null ? LOOKED_INTO : crash.away());
        }
        return ending;
    }

    /** Empty when the owner starts the process again. */
    private Optional<Ending> life() {
        Stage.Life life = stage.nextLife();
        timeSource.jump(clock);
        try (ProvisioningClient client = client(life)) {
            try {
                return go(client);
            } catch (ProvisioningException e) {
                if (life.isDead()) {
                    return Optional.empty();
                }
                said = e.getClass().getSimpleName() + ": " + e.getMessage();
                judge.failed(e, client);
                return ending(e);
            } catch (RuntimeException | Error e) {
                if (life.isDead()) {
                    return Optional.empty();
                }
                judge.threw(e);
                said = e.toString();
                return Optional.empty();
            }
        }
    }

    private Optional<Ending> go(ProvisioningClient client) {
        List<RunSummary> runs = client.runs().stream()
                .sorted(Comparator.comparing(run -> run.begunAt().orElseThrow()))
                .toList();
        for (RunSummary run : runs) {
            Optional<Ending> known = run.ended().flatMap(Rig::ending);
            if (known.isPresent()) { // the power went after the very last write
                judge.found(run);
                return known;
            }
        }
        List<RunSummary> open = client.unfinishedRuns();
        if (open.isEmpty() && creates >= MOST_CREATES) {
            return Optional.of(Ending.INVALID);
        }
        ProvisioningResult done;
        if (open.isEmpty()) {
            creates++;
            done = client.create(nature.request(), BUDGET);
        } else {
            done = client.resume(open.get(0).runId(), BUDGET);
        }
        judge.done(done.instance().id(), done.orderNumber());
        said = "done: " + done;
        return Optional.of(Ending.RUNNING);
    }

    private static Optional<Ending> ending(RunSummary.Ending ended) {
        return switch (ended) {
            case DONE -> Optional.of(Ending.RUNNING);
            case UNKNOWN -> Optional.of(Ending.UNKNOWN);
            case BROKEN -> Optional.of(Ending.BROKEN);
            case INVALID, ABANDONED -> Optional.empty();
        };
    }

    private Optional<Ending> ending(ProvisioningException e) {
        if (e instanceof ProvisioningException.Invalid) {
            return creates < MOST_CREATES ? Optional.empty() : Optional.of(Ending.INVALID);
        }
        if (e instanceof ProvisioningException.Unknown) {
            return Optional.of(Ending.UNKNOWN);
        }
        return e instanceof ProvisioningException.Broken ? Optional.of(Ending.BROKEN) : Optional.empty();
    }

    private ProvisioningClient client(Stage.Life life) {
        ProvisioningClientBuilder builder = ProvisioningClient.builder(KEYS);
        builder.checkers = Optional.of(new CallerRuns());
        builder.api.retries(RETRIES);
        return builder.endpoint(cloud.endpoint())
                .journal(life)
                .dialect(nature.dialect())
                .transport(() -> life)
                .timeSource(timeSource)
                .rateLimit(0)
                .pollInterval(Duration.ofSeconds(10))
                .secrets(database -> Optional.of(Secret.of(Demo.DB_PASSWORD)))
                .build();
    }
}

package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.Play.Ending;
import io.github.iothubsdk.provisioning.Wrong.Kind;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what the client says against what the cloud did. Believes only the ledger. */
final class LedgerJudge {

    private static final Duration SAME_MINUTE = Duration.ofSeconds(60);
    private static final Set<String> LIVING = Set.of("NO_PAY", "DEALING", "PAID", "REFUND_PART");

    private final Ledger ledger;
    private final List<Instant> claims;
    private final List<Wrong> wrongs = new ArrayList<>();

    /** Judges with what the journal was told of claims, which only the time of a colleague's order is held against. */
    LedgerJudge(Ledger ledger, List<Instant> claims) {
        this.ledger = ledger;
        this.claims = claims;
    }

    List<Wrong> wrongs() {
        return wrongs;
    }

    private void wrong(Kind kind, String words) {
        wrongs.add(new Wrong(kind, words));
    }

    private List<Ledger.Order> ours() {
        return ledger.orders().stream().filter(order -> !order.colleague()).toList();
    }

    private Optional<Ledger.Order> order(String number) {
        return ledger.orders().stream()
                .filter(order -> order.number().equals(number))
                .findFirst();
    }

    /** The instance is said to run. */
    void done(String instanceId, String orderNumber) {
        Ledger.Order order = order(orderNumber).orElse(null);
        boolean runs = ledger.instances().stream()
                .anyMatch(row -> row.id().equals(instanceId)
                        && row.status().equals("RUNNING")
                        && orderNumber.equals(row.orderNumber()));
        if (order == null || !runs || !order.status().equals("PAID")) {
            wrong(Kind.SAID_DONE, instanceId + " of order " + orderNumber + " does not run, or is not paid");
        } else if (order.colleague()) {
            wrong(Kind.TOOK_A_COLLEAGUES, theirs(order));
        }
    }

    private String theirs(Ledger.Order order) {
        String after = claims.stream()
                .filter(claim -> !claim.isAfter(order.at()))
                .reduce((earlier, later) -> later)
                .map(claim -> Duration.between(claim, order.at()).toSeconds() + " s after the claim")
                .orElse("before the claim");
        return "order " + order.number() + " is a colleague's, made " + after;
    }

    /** A run that had ended when the process died. */
    void found(RunSummary run) {
        RunSummary.Ending ended = run.ended().orElseThrow();
        if (ended == RunSummary.Ending.DONE) {
            done(
                    run.instanceId().orElse("no instance"),
                    run.order().map(KnownOrder::number).orElse("no order"));
        } else if (ended == RunSummary.Ending.BROKEN) {
            broken(run.order().map(KnownOrder::number), "the journal says so");
        }
    }

    void threw(Throwable e) {
        wrong(Kind.ANOTHER_EXCEPTION, e.toString());
    }

    void failed(ProvisioningException e, ProvisioningClient client) {
        Optional<RunSummary> run = e.runId().flatMap(client::run);
        if (e.runId().isPresent() && run.isEmpty()) {
            wrong(Kind.LOST_THE_RUN, "the journal has no run " + e.runId().get());
        }
        Optional<RunId> open = client.unfinishedRuns().stream()
                .map(RunSummary::runId)
                .filter(id -> e.runId().equals(Optional.of(id)))
                .findFirst();
        boolean mustBeOpen =
                e instanceof ProvisioningException.Unfinished || e instanceof ProvisioningException.Unknown;
        if (mustBeOpen && open.isEmpty()) {
            wrong(Kind.LOST_THE_RUN, "not among the unfinished runs: " + e.getMessage());
        }
        if (e instanceof ProvisioningException.Invalid && !ours().isEmpty()) {
            wrong(Kind.SAID_NOTHING_WAS_ORDERED, "and order " + ours().get(0).number() + " is there");
        }
        if (e instanceof ProvisioningException.Broken) {
            broken(run.flatMap(RunSummary::order).map(KnownOrder::number), String.valueOf(e.getMessage()));
        }
    }

    private void broken(Optional<String> number, String words) {
        Ledger.Order order = number.flatMap(this::order).orElse(null);
        if (order == null) {
            wrong(Kind.SAID_BROKEN, "without an order: " + words);
        } else if (order.colleague()) {
            wrong(Kind.TOOK_A_COLLEAGUES, "broken " + theirs(order));
        } else if (LIVING.contains(order.status())) {
            wrong(Kind.SAID_BROKEN, "order " + order.number() + " is " + order.status() + ": " + words);
        }
    }

    /** When nothing more can come of what was sent. */
    void atTheEnd(Ending ending, List<RunSummary> runs) {
        List<Ledger.Order> ours = ours();
        if (ours.size() > 1) {
            wrong(Kind.TWO_ORDERS, ours.size() + " orders of ours");
        }
        long payments =
                ledger.payments().stream().filter(Ledger.Payment::byCaller).count();
        if (payments > 1) {
            wrong(Kind.TWO_PAYMENTS, payments + " payments of ours");
        }
        ledger.paymentsOfColleagueOrders()
                .forEach(payment -> wrong(Kind.PAID_FOR_A_COLLEAGUE, "order " + payment.orderNumber()));
        if (ending == Ending.INVALID && !ours.isEmpty()) {
            wrong(Kind.SAID_NOTHING_WAS_ORDERED, "and order " + ours.get(0).number() + " came later");
        }
        boolean doubt = runs.stream().anyMatch(LedgerJudge::isInDoubt);
        Set<String> known = runs.stream()
                .flatMap(run -> Stream.of(run.order().map(KnownOrder::number), run.instanceId()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        for (Ledger.Order order : ours) {
            boolean paid = order.status().equals("PAID") || order.status().equals("REFUND_PART");
            if (paid && !doubt && !known.contains(order.number()) && !known.contains(order.instanceId())) {
                wrong(Kind.PAID_AND_FORGOTTEN, "order " + order.number() + ", instance " + order.instanceId());
            }
        }
    }

    private static boolean isInDoubt(RunSummary run) {
        return run.ended().isEmpty() || run.ended().get() == RunSummary.Ending.UNKNOWN;
    }

    /**
     * The limit that is left: without a mark, an order of a colleague's that agrees in all that is told, made between the
     * look before ours and a minute after it was claimed, cannot be told from ours when our answer is lost.
     */
    boolean cannotBeTold(Nature nature, List<Move> moves) {
        boolean namesake = moves.stream()
                .anyMatch(move -> move instanceof Move.Colleague colleague && colleague.deed().isNamesake);
        boolean disturbed = moves.stream().anyMatch(move -> move instanceof Move.Crash || move instanceof Move.Answer);
        if (nature == Nature.MARKED || !namesake || !disturbed) {
            return false;
        }
        return claims.stream()
                .anyMatch(claim -> ledger.orders().stream()
                        .filter(order ->
                                order.colleague() && order.instanceName().equals(Nature.NAME))
                        .map(order -> Duration.between(claim, order.at()))
                        .anyMatch(apart -> apart.abs().compareTo(SAME_MINUTE) <= 0));
    }
}

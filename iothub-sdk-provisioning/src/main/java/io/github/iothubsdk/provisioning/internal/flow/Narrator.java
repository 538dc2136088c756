package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunHistory.Entry;
import io.github.iothubsdk.provisioning.model.RunHistory.Kind;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import java.util.List;
import java.util.Optional;

/** Tells a run from its journal in words: what happened, and what was concluded from what. */
record Narrator(ProgressCodec codec) {

    /** @param summary of the same run */
    RunHistory tell(Progress progress, RunSummary summary, List<JournalEntry> entries) {
        return RunHistory.of(
                        summary,
                        progress.approved().map(Approved::by),
                        entries.stream().map(entry -> tell(progress, entry)).toList(),
                        money(progress, summary.order()))
                .with(progress.request());
    }

    private Entry tell(Progress progress, JournalEntry entry) {
        Optional<String> step = Optional.of(entry.step());
        return switch (entry.kind()) {
            case BEGUN -> Entry.of(entry.at(), Kind.BEGUN, step, begun(progress, entry), Optional.empty());
            case AMENDED -> Entry.of(entry.at(), Kind.DECIDED, step, amended(entry), Optional.empty());
            case CLAIMED, RELEASED -> claimed(entry);
            case REACHED ->
                Entry.of(entry.at(), Kind.REACHED, step, codec.milestone(entry).told(), Optional.empty());
            case SEEN ->
                Entry.of(
                        entry.at(),
                        Kind.SEEN,
                        step,
                        Json.read(entry.data(), Observation.class).words(),
                        Optional.empty());
            case STOPPED -> Entry.of(entry.at(), Kind.STOPPED, step, stopped(entry), Optional.empty());
            case ENDED ->
                Entry.of(
                        entry.at(),
                        Kind.ENDED,
                        step,
                        Json.read(entry.data(), ProgressCodec.End.class).ending(),
                        Optional.empty());
            case UNREADABLE -> throw new IllegalStateException("what cannot be read was refused before");
        };
    }

    private static String begun(Progress progress, JournalEntry entry) {
        JournaledRequest begun = Json.read(entry.data(), JournaledRequest.class);
        return begun.name() + " in " + begun.region() + " for at most "
                + begun.spendAtMost().toMoney() + ", at " + begun.place()
                + Optional.ofNullable(begun.owner())
                        .map(owner -> ", for " + owner)
                        .orElse("")
                + progress.adopts()
                        .map(subject -> "; it is to adopt " + subject + ", and orders nothing")
                        .orElse("")
                + progress.approved()
                        .map(given -> "; approved by " + given.by() + " on " + given.at() + ", until " + given.expires()
                                + ", by what was looked at on " + given.lookedAt())
                        .orElse("");
    }

    private static String amended(JournalEntry entry) {
        ProgressCodec.Amendment amendment = Json.read(entry.data(), ProgressCodec.Amendment.class);
        if (amendment.spendAtMost() != null) {
            return "the ceiling is " + amendment.spendAtMost().toMoney()
                    + " from here on, by the word of whoever resumed it";
        }
        ProgressCodec.Decision decision = amendment.decision();
        if (decision == null) {
            return "it is of " + amendment.owner();
        }
        return decision.what().equals(ProgressCodec.Decision.TAKEN_UP)
                ? "it had ended, and was taken up again"
                : (decision.by().isEmpty() ? "somebody" : decision.by()) + " decided: " + decision.what()
                        + (decision.because().isEmpty() ? "" : ", because " + decision.because());
    }

    private static Entry claimed(JournalEntry entry) {
        Claim claim = Json.read(entry.data(), Claim.class);
        Optional<String> step = Optional.of(entry.step());
        if (!claim.open()) {
            String words = claim.doubtful()
                    ? "it has left no trace that can be seen; what may come of it yet is looked for before anything is sent"
                    : "nothing came of it, by proof or by a person's word";
            return Entry.of(entry.at(), Kind.RELEASED, step, words, requestId(claim));
        }
        Optional<String> answer = claim.told();
        if (claim.reply() != null) {
            String how = claim.reply().how() + answer.map(words -> ": " + words).orElse("");
            return Entry.of(entry.at(), Kind.ANSWERED, step, how, requestId(claim));
        }
        Snapshot before = claim.before();
        String seen = before == null
                ? ""
                : "; " + (before.cut() ? "more than " : "") + before.orders().size()
                        + " orders were there before, the newest "
                        + Optional.ofNullable(before.control()).orElse("none");
        String words = "about to be sent, attempt " + claim.attempt() + seen;
        return Entry.of(entry.at(), Kind.CLAIMED, step, words, Optional.empty());
    }

    private static Optional<String> requestId(Claim claim) {
        return Optional.ofNullable(claim.requestId());
    }

    /** A word of another version decides nothing. */
    private static String stopped(JournalEntry entry) {
        return Stop.read(entry.data())
                .map(stop -> stop.reason()
                        + stop.order().map(order -> ": order " + priced(order)).orElse(""))
                .orElse("for a reason that this version does not know");
    }

    private static String priced(KnownOrder order) {
        return order.number() + order.amount().map(amount -> ", " + amount).orElse("");
    }

    /** Only what the journal shows: a service may settle an order by itself, and a person may pay it in the console. */
    private static String money(Progress progress, Optional<KnownOrder> order) {
        if (order.isEmpty()) {
            if (progress.doubt(StepIds.PLACE_ORDER).isPresent()) {
                return "It is not known whether an order was placed, nor, if it was, whether the service has settled it.";
            }
            return progress.claim().isPresent()
                    ? "Nothing was ordered, by proof or by a person's word. This run has sent no payment."
                    : "This run has ordered nothing and paid nothing.";
        }
        String number = "Order " + order.get().number();
        String amount = order.get().amount().map(Money::toString).orElse("an amount that was not told");
        if (progress.milestones().containsKey(StepIds.PAY_ORDER)) {
            return number + " is settled, for " + amount + ".";
        }
        Optional<Claim> payment = progress.claim().filter(claim -> claim.step().equals(StepIds.PAY_ORDER));
        if (payment.filter(claim -> !claim.inDoubt()).isPresent()) {
            String how = requestId(payment.get()).isPresent() ? "sent" : "begun";
            return number + ", for " + amount + ": a payment was " + how
                    + ", and nothing came of it, by proof or by a person's word.";
        }
        return payment.isPresent()
                ? number + ": a payment of " + amount + " may have been sent, and it is not known whether it was taken."
                : number + ", for " + amount
                        + ": this run has sent no payment. Whether it was settled otherwise, the order"
                        + " list tells.";
    }
}

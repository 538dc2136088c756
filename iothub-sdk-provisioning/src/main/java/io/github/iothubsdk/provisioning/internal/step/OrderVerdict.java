package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a claimed order, by what was found of it, by how its call ended, and by how long that is ago. */
final class OrderVerdict {

    /** Looks for what came of a claim. */
    @FunctionalInterface
    interface Evidence {
        /** As {@link OrderEvidence#look}. */
        Finding look(StepContext context, Claim claim);
    }

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration SEVERAL_LOOKS = Duration.ofSeconds(30);
    /** Who wants a short quiet period wants short looks; not a storm of them. */
    private static final Duration SHORTEST = Duration.ofMillis(100);
    /** The account's calls are counted by the minute: sooner the order would only be refused again. */
    private static final Duration FOR_NOW = Duration.ofMinutes(1);
    /** An order that has been sent this often is not sent again by itself. */
    private static final int MOST_COPIES = 5;
    /** The same for one that is refused without saying why in words that are understood. */
    private static final int MOST_ODD_REFUSALS = 2;

    private final Evidence evidence;
    private final Duration quietPeriod;
    /** What arrives at the end of the quiet period may be listed a little later. */
    private final Duration absent;

    private final Duration lookEvery;
    private final Duration severalLooks;

    OrderVerdict(Evidence evidence, Timing timing) {
        this.evidence = evidence;
        this.quietPeriod = timing.quietPeriod();
        this.absent = quietPeriod.plus(shorter(timing.listLag(), quietPeriod));
        Duration often = shorter(LOOK_EVERY, quietPeriod.dividedBy(3));
        this.lookEvery = often.compareTo(SHORTEST) < 0 ? SHORTEST : often;
        this.severalLooks = shorter(SEVERAL_LOOKS, lookEvery.multipliedBy(3));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    Outcome on(StepContext context, Claim claim) {
        boolean refused = claim.endedWith(Ended.NO) && !claim.doubtful();
        if (claim.before() == null && !claim.doubtful()) { // the caller has allowed that nothing can be looked at
            if (refused) {
                return refused(context, claim);
            }
            if (claim.endedWith(Ended.NO_FOR_NOW) && context.isQuiet(claim, FOR_NOW)) {
                return new Outcome.NotDone("the order was refused for that moment", Duration.ZERO, true);
            }
        }
        Finding found = evidence.look(context, claim);
        context.tell(ProvisioningEvent.recovering(context.runId(), PlaceOrder.NAME, found.told()));
        if (found instanceof Finding.Nothing nothing) {
            return refused && nothing.proved() ? refused(context, claim) : nothing(context, claim, nothing);
        }
        boolean quiet = context.isQuiet(claim, quietPeriod);
        boolean believed = !refused || context.request().marksDescription();
        if (found instanceof Finding.Ours ours && believed && (ours.certain() || quiet)) {
            return PlaceOrder.adopted(context, ours.instanceId(), ours.number());
        }
        if (refused || (quiet && context.hasLookedFor(severalLooks))) {
            throw unknown(context, claim, found);
        }
        return wait(
                context,
                claim,
                found instanceof Finding.Ours ours
                        ? "order " + ours.number() + " may be this one; looking whether there is another"
                        : "there are traces of the order, and what they mean cannot be told yet");
    }

    /** Without a trace it is sent again only when its absence is proved, by everything that could show it, for long enough. */
    private Outcome nothing(StepContext context, Claim claim, Finding.Nothing nothing) {
        if (!context.isQuiet(claim, absent) || !context.hasLookedFor(severalLooks)) { // one answer may miss a row
            return wait(context, claim, "looking for the order, which left no trace yet");
        }
        boolean said = claim.endedWith(Ended.ACCEPTED) || claim.endedWith(Ended.NO);
        if (!nothing.proved() || said) {
            if (context.isQuiet(claim, absent.plus(quietPeriod))) {
                throw unknown(context, claim, nothing);
            }
            return wait(context, claim, "looking for the order, whose absence is not proved");
        }
        int most = claim.endedWith(Ended.ODD_REFUSAL) ? MOST_ODD_REFUSALS : MOST_COPIES;
        if (claim.open() && claim.attempt() % most == 0) {
            return new Outcome.Refused(sentOftenEnough(context, claim), false);
        }
        return new Outcome.NotDone("the order has left no trace after the quiet period", Duration.ZERO, false);
    }

    private static ProvisioningException sentOftenEnough(StepContext context, Claim claim) {
        return new ProvisioningException.Unfinished(
                context.where(claim.requestId(), null),
                UnfinishedReason.ORDER_WITHOUT_TRACE,
                "the order was sent " + claim.attempt() + " times and has left no trace; the last answer was: "
                        + Plain.sentence(claim.told().orElse("none")),
                "Resume to send it again.");
    }

    /** A no that was understood, and nothing that contradicts it: nothing was ordered. */
    private static Outcome refused(StepContext context, Claim claim) {
        return new Outcome.Refused(
                new ProvisioningException.Invalid(
                        context.where(claim.requestId(), null),
                        List.of(Violation.of(
                                "order-refused",
                                "order",
                                claim.answer().orElse("refused"),
                                "an order that the service accepts",
                                claim.remedy().orElse("Correct what the service names.")))),
                true);
    }

    private static ProvisioningException unknown(StepContext context, Claim claim, Finding found) {
        List<String> told = new ArrayList<>(found.told());
        if (claim.doubtful()) {
            told.add("an earlier copy of the order was cut off and left no trace");
        }
        claim.told().ifPresent(words -> told.add("the last answer to the order was: " + words));
        return new ProvisioningException.Unknown(context.where(claim.requestId(), null), told);
    }

    private Outcome wait(StepContext context, Claim claim, String words) {
        String state =
                claim.reply() == null ? "answer lost" : claim.reply().how().name();
        return context.pending(state, words, false, lookEvery);
    }
}

package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.wire.ProbedRoute;
import io.github.iothubsdk.provisioning.wire.ProbedRoute.State;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a probe means, in words: the verdict, what to do next, and what was seen. */
final class Diagnosis {

    private static final Duration NOTABLE = Duration.ofMinutes(5);

    private final WireProbe probe;
    private final String credentials;
    private final Optional<Path> contract;

    Diagnosis(WireProbe probe, String credentials, Optional<Path> contract) {
        this.probe = probe;
        this.credentials = credentials;
        this.contract = contract;
    }

    String verdict() {
        return probe.answering()
                .map(dialect -> "The dialect " + dialect.name() + " answers for all that create reads"
                        + (notTried().isEmpty()
                                ? "."
                                : "; not tried, for want of something to ask for: " + String.join(", ", notTried())
                                        + "."))
                .orElseGet(() -> "No dialect answers for all that create reads.");
    }

    private List<String> notTried() {
        String answering = probe.answering().map(WireDialect::name).orElse("");
        return probe.routes().stream()
                .filter(route -> route.needed() && route.state() == State.NOT_ASKED)
                .filter(route -> route.dialect().orElse(answering).equals(answering))
                .map(ProbedRoute::operation)
                .toList();
    }

    /** In the order in which they help. */
    List<String> nextSteps() {
        List<String> steps = new ArrayList<>();
        probe.routes().stream()
                .filter(ProbedRoute::blocks)
                .filter(route -> probe.answering().isEmpty())
                .map(Diagnosis::step)
                .distinct()
                .forEach(steps::add);
        probe.clockAhead()
                .filter(ahead -> ahead.abs().compareTo(NOTABLE) > 0)
                .ifPresent(ahead -> steps.add("Set this machine's clock, and keep it synchronised."));
        if (probe.orderTimes().contains("OTHER than inferred")) {
            steps.add("Report the times of the order list: a lost order may not be found by its time here.");
        }
        if (!probe.unfinishedRuns().isEmpty()) {
            steps.add("Go on with the unfinished runs: iothub runs shows each one's next command.");
        }
        if (!probe.unexplainedOrders().isEmpty()
                || !probe.unexplainedInstances().isEmpty()) {
            steps.add("Look whether what no run explains is a colleague's, or of another journal.");
        }
        contract.ifPresent(file -> steps.add("Use the dialect that answered: --dialect " + file));
        return steps;
    }

    private static String step(ProbedRoute route) {
        String detail = route.detail().orElse("");
        return switch (route.state()) {
            case DENIED ->
                "In access management (IAM), "
                        + (detail.startsWith("grant ") ? detail : "let the user call " + route.call()) + ".";
            case CLOSED -> "Ask JD Cloud to open " + route.call() + " to the account.";
            case ABSENT -> "The service has no " + route.call() + ": another dialect may fit, see --dialect.";
            case NOT_UNDERSTOOD ->
                "Hand over a recording (--record FILE), so that a dialect can be made of what " + route.call()
                        + " answers.";
            case UNREACHABLE -> "Check the network and the endpoint.";
            case REFUSED -> "Look at what the service says to " + route.call() + ".";
            case OPEN, NOT_ASKED -> "";
        };
    }

    /** What was found, each with a heading. */
    List<String[]> facts() {
        List<String[]> facts = new ArrayList<>();
        facts.add(new String[] {"credentials", credentials});
        facts.add(new String[] {"account", probe.account().orElse("not told")});
        facts.add(new String[] {"region", probe.region() + offered()});
        facts.add(
                new String[] {"clock", probe.clockAhead().map(Diagnosis::clock).orElse("no answer told its time")});
        facts.add(new String[] {"order times", probe.orderTimes()});
        facts.add(new String[] {
            "unfinished runs",
            words(probe.unfinishedRuns().stream()
                    .map(RunSummary::runId)
                    .map(Object::toString)
                    .toList())
        });
        facts.add(new String[] {"orders without a run", words(probe.unexplainedOrders())});
        facts.add(new String[] {"instances without a run", words(probe.unexplainedInstances())});
        return facts;
    }

    private String offered() {
        List<String> regions = probe.regionsOffered();
        return regions.isEmpty() ? "" : " (offered: " + String.join(", ", regions) + ")";
    }

    private static String clock(Duration ahead) {
        long seconds = ahead.abs().toSeconds();
        return seconds < 2 ? "agrees" : seconds + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " the service";
    }

    private static String words(List<String> items) {
        return items.isEmpty()
                ? "none"
                : items.stream().limit(10).collect(Collectors.joining(", "))
                        + (items.size() > 10 ? " and " + (items.size() - 10) + " more" : "");
    }

    /** As a table has it. */
    static String state(ProbedRoute route) {
        return route.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.DriftFinding.Tier;
import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.json.JsonValue.Nothing;
import io.github.iothubsdk.core.internal.json.JsonValue.Text;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireOperation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares exchanges with one dialect: each thing that differs is told once, with how often. Not thread-safe. */
final class Drift {

    /** A hostile recording has names without end. */
    private static final int MOST = 1_000;

    /** How often something was found, and in which exchange first. */
    record Times(int count, String first) {}

    final WireDialect dialect;
    private final Map<DriftFinding, Times> findings = new LinkedHashMap<>();
    private int compared;

    Drift(WireDialect dialect) {
        this.dialect = dialect;
    }

    /** Calls of the dialect's own operations. */
    int compared() {
        return compared;
    }

    /** Those that matter most come first. */
    Map<DriftFinding, Times> findings() {
        Map<DriftFinding, Times> sorted = new LinkedHashMap<>();
        findings.entrySet().stream()
                .sorted((one, other) ->
                        other.getKey().tier().compareTo(one.getKey().tier()))
                .forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted;
    }

    long count(Tier tier) {
        return findings.keySet().stream().filter(each -> each.tier() == tier).count();
    }

    /** Calls of other services are passed over: a dialect says nothing of them. */
    void look(Members exchange) {
        if (!exchange.text("service").equals(Optional.of(dialect.service().name()))) {
            return;
        }
        String first = exchange.get("n").map(JsonValue::write).orElse("");
        String path = exchange.text("path").orElse("");
        Optional<WireOperation> operation = Arrays.stream(WireOperation.values())
                .filter(each -> exchange.text("method").equals(Optional.of(each.method())))
                .filter(each -> isRoute(each, path))
                .findFirst();
        if (operation.isEmpty()) {
            String call = exchange.text("method").orElse("") + " " + path;
            add(new DriftFinding(Tier.INFORMATION, "new-route", "", path, call + " is none of its routes"), first);
            return;
        }
        compared++;
        ended(operation.get(), exchange, first);
    }

    private boolean isRoute(WireOperation operation, String path) {
        return matcher(operation, path).filter(Matcher::matches).isPresent();
    }

    private Optional<Matcher> matcher(WireOperation operation, String path) {
        return dialect.path(operation)
                .map(route -> Pattern.quote("/" + dialect.service().version() + route)
                        .replace("{region}", "\\E[^/:]+\\Q")
                        .replaceFirst("\\{instanceId}", "\\\\E([^/:]+)\\\\Q")
                        .replace("{instanceId}", "\\E[^/:]+\\Q"))
                .map(route -> Pattern.compile(route).matcher(path));
    }

    /** Which instance a call names; empty where it names none. */
    private String instanceId(WireOperation operation, String path) {
        String id = matcher(operation, path)
                .filter(route -> route.groupCount() > 0 && route.matches())
                .map(route -> route.group(1))
                .orElse("");
        try {
            return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    private void ended(WireOperation operation, Members exchange, String first) {
        if (exchange.get("failed").isPresent()) {
            return; // nobody has said anything
        }
        int status = exchange.get("status").map(Drift::status).orElse(0);
        Optional<Members> answer = exchange.get("response").map(body -> body instanceof Members all ? all : null);
        if (answer.isEmpty()) {
            Tier tier = status >= 200 && status <= 299 && operation != WireOperation.DELETE ? Tier.ERROR : Tier.WARNING;
            add(new DriftFinding(tier, "no-json", operation.key(), "", "an answer is not the service's JSON"), first);
            return;
        }
        Optional<JsonValue> error = answer.get().get("error").filter(each -> !(each instanceof Nothing));
        if (error.isPresent() || status < 200 || status > 299) {
            DriftRefusal.of(operation, status, answer.get()).ifPresent(finding -> add(finding, first));
            return;
        }
        requestId(operation, answer.get(), first);
        String id = instanceId(operation, exchange.text("path").orElse(""));
        new DriftAnswer(dialect, operation, finding -> add(finding, first)).look(answer.get(), id);
    }

    private static int status(JsonValue status) {
        return status.write().matches("[0-9]{3}") ? Integer.parseInt(status.write()) : 0;
    }

    private void requestId(WireOperation operation, Members answer, String first) {
        boolean told = answer.get("requestId")
                .filter(id -> id instanceof Text text && !text.value().isBlank())
                .isPresent();
        if (!told) {
            add(
                    new DriftFinding(
                            Tier.ERROR,
                            "not-understood",
                            operation.key(),
                            "requestId",
                            "requestId is missing: the answer proves nothing"),
                    first);
        }
    }

    private void add(DriftFinding finding, String first) {
        Times before = findings.get(finding);
        if (before != null) {
            findings.put(finding, new Times(before.count() + 1, before.first()));
        } else if (findings.size() < MOST) {
            findings.put(finding, new Times(1, first));
        }
    }

    /**
     * The one that was spoken; where the recording does not say, or has calls of others alone, the one that most calls are of,
     * and among those the one that differs least. The fewest errors alone would hide what another dialect does not look at.
     */
    static Drift best(List<Drift> all, Set<String> spoken) {
        boolean nothing = all.stream().allMatch(each -> each.compared() == 0);
        List<Drift> named = all.stream()
                .filter(each -> spoken.contains(each.dialect.name()) && (nothing || each.compared() > 0))
                .toList();
        return (named.isEmpty() ? all : named)
                .stream()
                        .max(Comparator.comparingInt(Drift::compared)
                                .thenComparing(drift -> -drift.count(Tier.ERROR))
                                .thenComparing(drift -> -drift.count(Tier.WARNING)))
                        .orElseThrow();
    }
}

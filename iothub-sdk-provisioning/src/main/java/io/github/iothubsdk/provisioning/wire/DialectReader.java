package io.github.iothubsdk.provisioning.wire;

import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.internal.json.Fields;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.wire.WireDialect.Name;
import io.github.iothubsdk.provisioning.wire.WireDialect.Route;
import io.github.iothubsdk.provisioning.wire.WireDialect.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a dialect's file and collects all that is wrong with it. For one file. */
final class DialectReader {

    static final int VERSION = 1;

    private static final Set<String> KEYS =
            Set.of("$schema", "dialect", "name", "service", "version", "sources", "operations", "row", "statuses");
    private static final Pattern SERVICE = Pattern.compile("iot[a-z0-9-]{0,30}");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");
    /** Routes of JD Cloud's own staff, and GETs that are known to change something. */
    private static final Pattern FORBIDDEN = Pattern.compile("(?i)admin|preorder|rule/");

    /** A GET may change something: what a read's path says must be what reads are called. */
    private static final Pattern VERB =
            Pattern.compile(":(?!(check|describe|list|query|select|show|get)[A-Z:]|describe$|list$)");

    private static final Pattern DEED =
            Pattern.compile("(?i)/(delete|remove|recover|reboot|restart|stop|start|enable|disable|update"
                    + "|create|modify|reset|pay|cancel|refund|renew|resize)[a-z]*(/|$)");

    private static final Pattern STATUS = Pattern.compile("[A-Za-z0-9_. -]{1,64}");

    private final List<String> problems = new ArrayList<>();
    private final DialectNames names = new DialectNames(problems);

    /**
     * The dialect of a text.
     *
     * @param what names the text in messages
     */
    static WireDialect read(String what, String json) {
        var reader = new DialectReader();
        WireDialect.Parts parts = null;
        try {
            parts = reader.parts(Fields.parse(json));
        } catch (IllegalArgumentException e) {
            reader.problems.add(String.valueOf(e.getMessage()));
        }
        if (parts == null || !reader.problems.isEmpty()) {
            throw new InvalidDialectException(what, reader.problems);
        }
        return new WireDialect(parts, json);
    }

    private WireDialect.Parts parts(Fields file) {
        String version = file.text("dialect").orElse("");
        if (!version.equals(Integer.toString(VERSION))) {
            problems.add("dialect: " + (version.isEmpty() ? "missing" : "a version that this client does not know")
                    + "; expected " + VERSION);
        }
        names.known("", file, KEYS);
        String name = word("name", file, DialectNames.WORD);
        var service = new Service(word("service", file, SERVICE), word("version", file, Pattern.compile("v\\d{1,2}")));
        file.object("sources").ifPresentOrElse(names::readSources, () -> problems.add("sources: missing"));
        Map<WireOperation, Route> routes = new EnumMap<>(WireOperation.class);
        file.object("operations")
                .ifPresentOrElse(all -> readRoutes(all, routes), () -> problems.add("operations: missing"));
        Map<String, List<Name>> row = file.object("row")
                .map(section -> names.read("row", section, WireDialect.ROW, WireDialect.ROW.subList(0, 3)))
                .orElseGet(() -> {
                    problems.add("row: missing");
                    return Map.of();
                });
        List<Status> statuses = file.object("statuses").map(this::statuses).orElseGet(List::of);
        if (statuses.stream().noneMatch(status -> status.means() == InstanceStatus.RUNNING)) {
            problems.add("statuses: no word means RUNNING");
        }
        return new WireDialect.Parts(name, service, routes, row, statuses);
    }

    private String word(String key, Fields file, Pattern shape) {
        Optional<String> word = file.text(key);
        if (word.isEmpty()) {
            problems.add(key + ": missing");
        } else if (!shape.matcher(word.get()).matches()) {
            problems.add(
                    key + ": must be like " + shape.pattern() + (key.equals("service") ? ", a service of IoT" : ""));
        }
        return word.orElse("");
    }

    private void readRoutes(Fields all, Map<WireOperation, Route> routes) {
        names.nulls("operations.", all);
        for (String key : all.names()) {
            Optional<WireOperation> operation = WireOperation.of(key);
            if (operation.isEmpty()) {
                problems.add("operations." + DialectNames.shown(key) + ": unknown; known are "
                        + String.join(
                                ", ",
                                Arrays.stream(WireOperation.values())
                                        .map(WireOperation::key)
                                        .toList()));
            } else {
                routes.put(
                        operation.get(), route(operation.get(), all.object(key).orElseThrow()));
            }
        }
        for (WireOperation operation : WireOperation.values()) {
            if (operation.isNeeded() && !routes.containsKey(operation)) {
                problems.add("operations." + operation.key() + ": missing");
            }
        }
    }

    private Route route(WireOperation operation, Fields route) {
        String at = "operations." + operation.key();
        names.known(at + ".", route, Set.of("path", "request", "answer"));
        Name path = names.name(at + ".path", route.text("path").orElse(""), DialectNames.PATH);
        requirePath(at, operation, path.wire());
        return new Route(
                path.wire(),
                path.source(),
                section(at, "request", route, operation.request()),
                section(at, "answer", route, operation.answer()));
    }

    private Map<String, List<Name>> section(String at, String section, Fields route, List<String> parts) {
        Fields named = route.object(section).orElseGet(() -> Fields.parse("{}"));
        String where = at + "." + section;
        return section.equals("request")
                ? names.readRequest(where, named, parts)
                : names.read(where, named, parts, parts);
    }

    private void requirePath(String at, WireOperation operation, String path) {
        boolean named = path.contains("{instanceId}");
        if (FORBIDDEN.matcher(path).find()) {
            problems.add(at + ".path: a route for JD Cloud's own staff, or a GET that changes something");
        }
        if (operation.isRead()
                && (VERB.matcher(path).find() || DEED.matcher(path).find())) {
            problems.add(at + ".path: does not look like a read: a GET may change something");
        }
        if (named != operation.namesAnInstance()) {
            problems.add(at + ".path: must " + (named ? "not " : "") + "have {instanceId}");
        }
        if (operation != WireOperation.REGIONS && !path.contains("{region}")) {
            problems.add(at + ".path: must have {region}");
        }
    }

    private List<Status> statuses(Fields all) {
        List<Status> statuses = new ArrayList<>();
        names.nulls("statuses.", all);
        for (String word : all.names()) {
            String at = "statuses." + DialectNames.shown(word);
            Name means = names.name(at, all.text(word).orElse(""), DialectNames.WORD);
            Optional<InstanceStatus> status = Arrays.stream(InstanceStatus.values())
                    .filter(each -> each.name().equals(means.wire()))
                    .findFirst();
            if (status.isEmpty()) {
                problems.add(at + ": must be one of " + Arrays.toString(InstanceStatus.values()));
            }
            if (!STATUS.matcher(word).matches() || word.isBlank()) {
                problems.add(at + ": must be a word, or a range of numbers");
            }
            Matcher range = RANGE.matcher(word);
            boolean numbers = range.matches();
            statuses.add(new Status(
                    word,
                    numbers ? new BigDecimal(range.group(1)) : null,
                    numbers ? new BigDecimal(range.group(2)) : null,
                    status.orElse(InstanceStatus.UNRECOGNISED),
                    means.source()));
        }
        return statuses;
    }
}

package io.github.iothubsdk.provisioning.wire;

import io.github.iothubsdk.core.internal.json.Fields;
import io.github.iothubsdk.provisioning.wire.WireDialect.Name;
import io.github.iothubsdk.provisioning.wire.WireSource.Basis;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names in a dialect's file, each with one of the file's sources. For one file. */
final class DialectNames {

    /** Of a path or a name, in characters. */
    private static final int LONGEST = 300;

    static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    static final Pattern PATH =
            Pattern.compile("(/([A-Za-z][A-Za-z0-9_-]*|\\{region}|\\{instanceId})(:[A-Za-z]+)?)+/?");
    private static final Pattern FIELD =
            Pattern.compile("\\.|[A-Za-z][A-Za-z0-9_]{0,63}(\\.[A-Za-z][A-Za-z0-9_]{0,63}){0,3}");

    /** A request is a flat object. */
    private static final Pattern FLAT = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private final List<String> problems;
    private final Map<String, WireSource> sources = new HashMap<>();

    /** Adds what is wrong to these. */
    DialectNames(List<String> problems) {
        this.problems = problems;
    }

    void known(String prefix, Fields object, Set<String> known) {
        object.names().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(prefix + shown(name) + ": unknown; known are "
                        + String.join(", ", known.stream().sorted().toList())));
        nulls(prefix, object);
    }

    void nulls(String prefix, Fields object) {
        object.nulls().forEach(name -> problems.add(prefix + shown(name) + ": null; leave it out, or say what it is"));
    }

    void readSources(Fields all) {
        nulls("sources.", all);
        for (String id : all.names()) {
            String at = "sources." + shown(id);
            Fields source = all.object(id).orElseThrow();
            known(at + ".", source, Set.of("basis", "where"));
            String said = source.text("basis").orElse("");
            Optional<Basis> basis = Arrays.stream(Basis.values())
                    .filter(each -> each.words().equals(said))
                    .findFirst();
            String where = source.text("where").orElse("");
            if (!WORD.matcher(id).matches()) {
                problems.add(at + ": must be like " + WORD.pattern());
            }
            if (basis.isEmpty()) {
                problems.add(at + ".basis: must be published, published once, or inferred");
            }
            if (where.isBlank()) {
                problems.add(at + ".where: missing");
            }
            sources.put(id, new WireSource(basis.orElse(Basis.INFERRED), where));
        }
    }

    /** What a request calls its parts, each by one name. */
    Map<String, List<Name>> readRequest(String at, Fields section, List<String> parts) {
        return read(
                at, section, parts, parts, part -> List.of(section.text(part).orElseThrow()), FLAT);
    }

    /** What an answer or a row may call its parts. */
    Map<String, List<Name>> read(String at, Fields section, List<String> parts, List<String> needed) {
        return read(at, section, parts, needed, part -> several(section, part), FIELD);
    }

    /** Each part once, in one order, whatever the file's is. */
    private Map<String, List<Name>> read(
            String at,
            Fields section,
            List<String> parts,
            List<String> needed,
            Function<String, List<String>> texts,
            Pattern shape) {
        known(at + ".", section, Set.copyOf(parts));
        Map<String, List<Name>> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (String part : parts) {
            if (section.names().contains(part)) {
                List<Name> all = texts.apply(part).stream()
                        .map(text -> name(at + "." + part, text, shape))
                        .toList();
                if (all.isEmpty()) {
                    problems.add(at + "." + part + ": has no name");
                }
                all.stream()
                        .filter(name -> !taken.add(name.wire()))
                        .forEach(name -> problems.add(at + "." + part + ": " + shown(name.wire()) + " is named twice"));
                names.put(part, all);
            } else if (needed.contains(part)) {
                problems.add(at + "." + part + ": missing");
            }
        }
        return names;
    }

    private List<String> several(Fields section, String part) {
        try {
            return section.texts(part).orElseThrow();
        } catch (IllegalArgumentException notAList) {
            return List.of(section.text(part).orElseThrow());
        }
    }

    /** A name and its source, as {@code rdsPassword@net}. */
    Name name(String at, String text, Pattern shape) {
        int sign = text.lastIndexOf('@');
        String wire = sign < 0 ? text : text.substring(0, sign);
        WireSource source = sources.get(text.substring(sign + 1));
        if (sign < 0 || source == null) {
            problems.add(at + ": must end in @ and the name of one of the sources");
        }
        if (wire.length() > LONGEST || !shape.matcher(wire).matches()) {
            problems.add(at + ": " + notFit(wire, shape));
        }
        return new Name(wire, source == null ? new WireSource(Basis.INFERRED, "") : source);
    }

    private static String notFit(String wire, Pattern shape) {
        if (shape == PATH && (wire.contains("://") || wire.startsWith("//"))) {
            return "a path has no host: the service and the endpoint say where it is";
        }
        return shape == PATH
                ? "must be a path of words, {region} and {instanceId}, such as /regions/{region}/instances"
                : "must be a name of a field, such as rdsPassword or page.totalSize";
    }

    /** A foreign name as a message may carry it. */
    static String shown(@Nullable String name) {
        return name == null || !name.matches("[A-Za-z0-9_.$:{}/-]{1,60}") ? "a name" : name;
    }
}

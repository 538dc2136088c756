package io.github.iothubsdk.provisioning.wire;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How IoT Hub instances are spoken of on the wire: service, routes, names of fields, status words, each with its source.
 * Immutable.
 *
 * <p>JD Cloud publishes no API for IoT Hub instances, so this is the one part of the product that a user may have to
 * replace: by another of {@link WireDialects}, or by one from a file.
 */
public final class WireDialect {

    /** What of an instance's row a dialect names; the first three in every dialect. */
    static final List<String> ROW = List.of(
            "instanceId",
            "name",
            "status",
            "regionId",
            "zone",
            "vpcId",
            "vpcName",
            "subnetId",
            "subnetName",
            "internalDomain",
            "publicDomain",
            "progress",
            "createdAt",
            "description");

    /** A name on the wire and where it comes from. */
    record Name(String wire, WireSource source) {}

    /** One operation; a part may go by several names, of which the service uses one. */
    record Route(String path, WireSource source, Map<String, List<Name>> request, Map<String, List<Name>> answer) {}

    /** What a status word means; {@code to} is null unless it is a range of numbers. */
    record Status(
            String word,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            InstanceStatus means,
            WireSource source) {

        boolean fits(String said) {
            if (from == null || to == null) {
                return word.equalsIgnoreCase(said);
            }
            if (!said.matches("\\d{1,9}")) {
                return false;
            }
            BigDecimal number = new BigDecimal(said);
            return number.compareTo(from) >= 0 && number.compareTo(to) <= 0;
        }
    }

    /** All that a dialect's file says. */
    record Parts(
            String name,
            Service service,
            Map<WireOperation, Route> routes,
            Map<String, List<Name>> row,
            List<Status> statuses) {}

    private final Parts parts;
    private final String json;
    private final String digest;

    WireDialect(Parts parts, String json) {
        this.parts = parts;
        this.json = json;
        this.digest = DialectDigest.of(this);
    }

    /** What it is called, such as {@code iotHubInferred}; the journal keeps it with each run. */
    public String name() {
        return parts.name();
    }

    /**
     * Tells dialects of one name apart: 16 hexadecimal digits over all that it changes on the wire; its sources do not
     * count.
     */
    public String digest() {
        return digest;
    }

    /** Host and version of the instance routes. */
    public Service service() {
        return parts.service();
    }

    /** Whether it has no route to order an instance. */
    public boolean isReadOnly() {
        return !has(WireOperation.CREATE);
    }

    /** Whether it has a route to this operation. */
    public boolean has(WireOperation operation) {
        requireNonNull(operation, "operation");
        return parts.routes().containsKey(operation);
    }

    /** The path below the version, with {@code {region}} and {@code {instanceId}}; empty when there is no such route. */
    public Optional<String> path(WireOperation operation) {
        requireNonNull(operation, "operation");
        return Optional.ofNullable(parts.routes().get(operation)).map(Route::path);
    }

    /** What a part of a request is called. */
    public Optional<String> requestName(WireOperation operation, String part) {
        requireNonNull(operation, "operation");
        requireNonNull(part, "part");
        return names(operation, part, true).stream().findFirst();
    }

    /**
     * What a part of an answer may be called, dotted below {@code result}; {@code .} is the result itself. Empty when this
     * dialect does not have it.
     */
    public List<String> answerNames(WireOperation operation, String part) {
        requireNonNull(operation, "operation");
        requireNonNull(part, "part");
        return names(operation, part, false);
    }

    private List<String> names(WireOperation operation, String part, boolean request) {
        Route route = parts.routes().get(operation);
        Map<String, List<Name>> names = route == null ? Map.of() : request ? route.request() : route.answer();
        return names.getOrDefault(part, List.of()).stream().map(Name::wire).toList();
    }

    /** What a part of an instance's row may be called; empty when this dialect does not have it. */
    public List<String> rowNames(String part) {
        requireNonNull(part, "part");
        return parts.row().getOrDefault(part, List.of()).stream()
                .map(Name::wire)
                .toList();
    }

    /** The parts of an instance's row that this dialect names, in the order of {@code docs/wire-dialect.schema.json}. */
    public List<String> rowParts() {
        return List.copyOf(parts.row().keySet());
    }

    /** What a status word means; a word that this dialect does not have is {@link InstanceStatus#UNRECOGNISED}. */
    public InstanceStatus status(String word) {
        requireNonNull(word, "word");
        if (word.isBlank()) {
            return InstanceStatus.UNRECOGNISED; // what is not told means nothing
        }
        return parts.statuses().stream()
                .filter(status -> status.fits(word.trim()))
                .map(Status::means)
                .findFirst()
                .orElse(InstanceStatus.UNRECOGNISED);
    }

    /** All that it says, with the source of each, in the order of its file. */
    public List<WireFact> facts() {
        List<WireFact> facts = new ArrayList<>();
        parts.routes().forEach((operation, route) -> {
            String where = operation.method() + " /" + service().version() + route.path();
            facts.add(new WireFact(operation.key(), "path", where, route.source()));
            add(facts, operation.key(), "request ", route.request());
            add(facts, operation.key(), "answer ", route.answer());
        });
        add(facts, "row", "", parts.row());
        parts.statuses()
                .forEach(status ->
                        facts.add(new WireFact("status", status.means().name(), status.word(), status.source())));
        return List.copyOf(facts);
    }

    private static void add(List<WireFact> facts, String subject, String prefix, Map<String, List<Name>> names) {
        names.forEach((part, all) ->
                all.forEach(name -> facts.add(new WireFact(subject, prefix + part, name.wire(), name.source()))));
    }

    /** The dialect as its file has it; {@link WireDialects#fromJson} reads it again. */
    public String toJson() {
        return json;
    }

    /** The same name and digest. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WireDialect that && name().equals(that.name()) && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** Name and digest. */
    @Override
    public String toString() {
        return name() + " (" + digest + ")";
    }
}

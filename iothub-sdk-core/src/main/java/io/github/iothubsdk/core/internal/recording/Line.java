package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.PercentEncoding;
import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Member;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.json.JsonValue.Numeral;
import io.github.iothubsdk.core.internal.json.JsonValue.Text;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of a recording, made safe: the place where it is decided which parts of an exchange are written at all. */
final class Line {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");

    private final Sanitiser sanitiser;
    private final Set<String> words;

    /** The words are those of the caller's routes. */
    Line(Sanitiser sanitiser, Set<String> words) {
        this.sanitiser = sanitiser;
        this.words = words;
    }

    /** The first line of a section. */
    static String head(String sdk, RecordingSettings settings, Instant began) {
        List<Member> about = new ArrayList<>();
        settings.about().forEach((name, value) -> about.add(new Member(name, new Text(value))));
        return new Members(List.of(
                        new Member("recording", new Numeral("1")),
                        new Member("sdk", new Text(sdk)),
                        new Member("about", new Members(about)),
                        new Member("began", time(began))))
                .write();
    }

    /** The line of an exchange, by its number in the section. */
    String of(long number, Exchange exchange) {
        HttpRequest request = exchange.request();
        List<Member> line = new ArrayList<>();
        line.add(new Member("n", numeral(number)));
        line.add(new Member("at", time(exchange.at())));
        line.add(new Member("ms", numeral(exchange.millis())));
        line.add(new Member("service", new Text(service(request.service()))));
        line.add(new Member("region", new Text(sanitiser.place(request.region()))));
        line.add(new Member("method", new Text(METHODS.contains(request.method()) ? request.method() : "<text>")));
        line.add(new Member("path", new Text(path(request.path()))));
        if (!request.query().isEmpty()) {
            line.add(new Member("query", query(request.query())));
        }
        if (request.body().length > 0) {
            line.add(new Member("request", json(request.body()).orElseGet(() -> hidden(request.body()))));
        }
        ended(exchange, line);
        return new Members(line.stream().map(this::named).toList()).write();
    }

    private void ended(Exchange exchange, List<Member> line) {
        HttpResponse response = exchange.response();
        if (response == null) {
            Exchange.Ending ending = exchange.ending() == null ? Exchange.Ending.NO_ANSWER : exchange.ending();
            line.add(new Member("failed", new Text(ending.word)));
            return;
        }
        line.add(new Member("status", numeral(response.status())));
        line.add(new Member("headers", headers(response)));
        line.add(json(response.body())
                .map(body -> new Member("response", body))
                .orElseGet(() -> new Member("text", hidden(response.body()))));
    }

    /** All values of the line are safe before the first name is judged: a name may be an id that stands further on. */
    private Member named(Member field) {
        return switch (field.name()) {
            case "query", "request", "response" -> new Member(field.name(), sanitiser.named(field.value()));
            default -> field;
        };
    }

    private Optional<JsonValue> json(byte[] body) {
        return body.length > HttpTransport.MOST_BYTES
                ? Optional.empty()
                : JsonValue.object(new String(body, StandardCharsets.UTF_8)).map(sanitiser::values);
    }

    private static JsonValue hidden(byte[] body) {
        return new Text(Hidden.bytes(body));
    }

    private String service(String name) {
        return KnownWords.isService(name) || words.contains(name) ? name : sanitiser.text(name);
    }

    private String path(String path) {
        return Stream.of(path.split("/", -1)).map(this::segment).collect(Collectors.joining("/"));
    }

    private String segment(String segment) {
        int colon = segment.lastIndexOf(':');
        if (colon < 0) {
            return part(segment, KnownWords.isOfPath(segment));
        }
        String verb = segment.substring(colon + 1);
        return segment(segment.substring(0, colon)) + ":" + part(verb, KnownWords.isVerb(verb));
    }

    private String part(String text, boolean known) {
        return known || text.isEmpty() || words.contains(text) || KnownWords.isPlace(text)
                ? text
                : PercentEncoding.encode(sanitiser.text(decoded(text)));
    }

    private JsonValue query(String query) {
        return new Members(Stream.of(query.split("&")).map(this::pair).toList());
    }

    private Member pair(String pair) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        return new Member(name, sanitiser.value(RecordedFields.kind(name), new Text(value)));
    }

    /** A plus is a plus: the signature knows no other way to write a blank than in percent. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private JsonValue headers(HttpResponse response) {
        List<Member> headers = new ArrayList<>();
        response.header("content-type")
                .ifPresent(type -> headers.add(header("content-type", type, KnownWords.isMediaType(type))));
        response.header("date").ifPresent(date -> headers.add(header("date", date, Times.isOfHttp(date))));
        response.header("retry-after")
                .ifPresent(after -> headers.add(
                        header("retry-after", after, after.matches("[0-9]{1,6}") || Times.isOfHttp(after))));
        response.header("x-jdcloud-request-id")
                .ifPresent(id -> headers.add(new Member("x-jdcloud-request-id", new Text(sanitiser.text(id)))));
        return new Members(headers);
    }

    private static Member header(String name, String value, boolean known) {
        return new Member(name, new Text(known ? value : Hidden.text(value)));
    }

    private static Numeral numeral(long number) {
        return new Numeral(Long.toString(number));
    }

    private static Text time(Instant at) {
        return new Text(at.truncatedTo(ChronoUnit.MILLIS).toString());
    }
}

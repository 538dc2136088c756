package io.github.iothubsdk.simulator;

import io.github.iothubsdk.simulator.form.Field;
import io.github.iothubsdk.simulator.form.Given;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The last words of {@link FaultBuilder} as JSON says them: a method's name, and its arguments as fields in their order. */
@SuppressWarnings("ImmutableEnumChecker") // fields and method references have no state that changes
enum FaultKind {
    DROP_CONNECTION("dropConnection", (fault, given) -> fault.dropConnection()),
    RESET_CONNECTION("resetConnection", (fault, given) -> fault.resetConnection()),
    STALL(
            "stall",
            (fault, given) -> fault.stall(given.duration("realTime")),
            Field.span("realTime", "how long, by real time").required()),
    LAND_LATE(
            "landLate",
            (fault, given) -> fault.landLate(given.duration("cloudTime")),
            Field.span("cloudTime", "how much later the effect comes, by the cloud's clock")
                    .required()),
    STATUS(
            "status",
            (fault, given) -> fault.status(
                    given.whole("httpStatus"),
                    given.text("body", ""),
                    given.texts("headers").toArray(String[]::new)),
            httpStatus(),
            Field.text("body", "plain text; empty by default"),
            Field.texts("headers", "each as Retry-After: 0")),
    HTML("html", (fault, given) -> fault.html(given.whole("httpStatus")), httpStatus()),
    EMPTY_BODY("emptyBody", (fault, given) -> fault.emptyBody(given.whole("httpStatus")), httpStatus()),
    BARE_STATUS("bareStatus", (fault, given) -> fault.bareStatus(given.whole("httpStatus")), httpStatus()),
    RATE_LIMITED("rateLimited", (fault, given) -> fault.rateLimited()),
    QUOTA_EXCEEDED("quotaExceeded", (fault, given) -> fault.quotaExceeded()),
    ERROR(
            "error",
            (fault, given) -> fault.error(
                    given.whole("httpStatus"),
                    given.whole("code", given.whole("httpStatus")),
                    given.text("status"),
                    given.text("message", "")),
            httpStatus(),
            Field.whole("code", "in the envelope; the HTTP status by default", 0, Integer.MAX_VALUE),
            Field.text("status", "the envelope's word, such as INVALID_ARGUMENT")
                    .required(),
            Field.text("message", "the envelope's message; empty by default")),
    ODD(
            "odd",
            (fault, given) -> fault.odd(given.text("rawBody"), given.whole("httpStatus")),
            Field.text("rawBody", "sent as application/json, which it may not be")
                    .required(),
            httpStatus()),
    TRUNCATED_JSON("truncatedJson", (fault, given) -> fault.truncatedJson()),
    ROWS_GONE("rowsGone", (fault, given) -> fault.rowsGone()),
    ROWS_TWICE("rowsTwice", (fault, given) -> fault.rowsTwice()),
    ROW_HIDDEN(
            "rowHidden",
            (fault, given) -> fault.rowHidden(given.whole("index")),
            Field.whole("index", "of the row, counted from 0", 0, 1_000_000).required()),
    RENAMED(
            "renamed",
            (fault, given) -> fault.renamed(given.text("key"), given.text("to")),
            Field.text("key", "of the result").required(),
            Field.text("to", "its other name").required()),
    RESULT_GONE("resultGone", (fault, given) -> fault.resultGone()),
    RESULT_NULL("resultNull", (fault, given) -> fault.resultNull()),
    EMPTY_OBJECT("emptyObject", (fault, given) -> fault.emptyObject()),
    STATUS_OK("statusOk", (fault, given) -> fault.statusOk()),
    WITHOUT_REQUEST_ID("withoutRequestId", (fault, given) -> fault.withoutRequestId()),
    ERROR_BESIDE_RESULT("errorBesideResult", (fault, given) -> fault.errorBesideResult()),
    DATE(
            "date",
            (fault, given) -> fault.date(given.duration("ahead")),
            Field.shift("ahead", "how far; negative is back").required()),
    RAW_DATE(
            "rawDate",
            (fault, given) -> fault.rawDate(given.text("text")),
            Field.text("text", "of the Date header").required()),
    NO_DATE("noDate", (fault, given) -> fault.noDate()),
    /** Code, which no JSON says. */
    MEANWHILE("meanwhile", null);

    /** Those that JSON can say. */
    static final List<FaultKind> SAID =
            Arrays.stream(values()).filter(kind -> kind.last != null).toList();

    final String word;
    final List<Field> fields;
    private final @Nullable BiFunction<FaultBuilder, Given, Faults> last;

    FaultKind(String word, @Nullable BiFunction<FaultBuilder, Given, Faults> last, Field... fields) {
        this.word = word;
        this.last = last;
        this.fields = List.of(fields);
    }

    private static Field httpStatus() {
        return Field.whole("httpStatus", "of the answer", 200, 599).required();
    }

    static List<String> words() {
        return SAID.stream().map(kind -> kind.word).toList();
    }

    static FaultKind of(String word) {
        return SAID.stream().filter(kind -> kind.word.equals(word)).findFirst().orElseThrow();
    }

    /** Whether it is after the effect whatever was said, before it, or as was said (null). */
    @Nullable
    Boolean isAlwaysAfter() {
        return switch (this) {
            case LAND_LATE -> Boolean.FALSE;
            case ROWS_GONE, ROWS_TWICE, ROW_HIDDEN, RENAMED -> Boolean.TRUE;
            default -> null;
        };
    }

    /** Arms it. */
    void arm(FaultBuilder fault, Given given) {
        if (last == null) {
            throw new IllegalStateException(word + " is code");
        }
        Faults unused = last.apply(fault, given);
    }
}

package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.simulator.FaultBuilder;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every way in which an answer can be lost, be another's, or be told in words that nobody expects. */
@SuppressWarnings("ImmutableEnumChecker") // method references: immutable, which it cannot see
enum Oddity {
    DROP("drop", FaultBuilder::dropConnection),
    OWN_500("own 500", fault -> fault.error(500, 500, "INTERNAL", "Internal server error")),
    HTML_502("html 502", fault -> fault.html(502)),
    EMPTY_503("bodiless 503", fault -> fault.emptyBody(503)),
    EMPTY_200("empty 200", fault -> fault.emptyBody(200)),
    TRUNCATED("truncated", FaultBuilder::truncatedJson),
    REQUEST_ID_ONLY("request id only", FaultBuilder::resultGone),
    EMPTY_OBJECT("{}", FaultBuilder::emptyObject),
    NULL_RESULT("result null", FaultBuilder::resultNull),
    STATUS_OK("status ok", FaultBuilder::statusOk),
    ERROR_BESIDE("error beside result", FaultBuilder::errorBesideResult),
    NO_REQUEST_ID("no request id", FaultBuilder::withoutRequestId),
    OWN_400("own 400", fault -> fault.error(400, 400, "INVALID_ARGUMENT", "Invalid parameter: name")),
    OWN_403("own 403", fault -> fault.error(403, 403, "HTTP_FORBIDDEN", "You are not authorized to perform it")),
    OWN_404("own 404", fault -> fault.error(404, 404, "NOT_FOUND", "not found")),
    OWN_409("own 409", fault -> fault.error(409, 409, "ALREADY_EXISTS", "exists already")),
    RATE_LIMIT("own 429 rate", FaultBuilder::rateLimited),
    QUOTA("own 429 quota", FaultBuilder::quotaExceeded),
    EMPTY_400("bodiless 400", fault -> fault.emptyBody(400)),
    EMPTY_403("bodiless 403", fault -> fault.emptyBody(403)),
    EMPTY_404("bodiless 404", fault -> fault.emptyBody(404)),
    EMPTY_429("bodiless 429", fault -> fault.emptyBody(429)),
    BARE_400("bare 400", fault -> fault.bareStatus(400)),
    BARE_403("bare 403", fault -> fault.bareStatus(403)),
    BARE_404("bare 404", fault -> fault.bareStatus(404)),
    BARE_429("bare 429", fault -> fault.bareStatus(429)),
    HTML_403("html 403", fault -> fault.html(403)),
    LATE_45("lands 45 s late", fault -> fault.landLate(Duration.ofSeconds(45))),
    LATE_240("lands 4 min late", fault -> fault.landLate(Duration.ofMinutes(4))),
    ROWS_GONE("rows gone", FaultBuilder::rowsGone),
    ROW_HIDDEN("row hidden", fault -> fault.rowHidden(0)),
    ORDERS_RENAMED("resultList renamed", fault -> fault.renamed("resultList", "orders")),
    INSTANCES_RENAMED("instances renamed", fault -> fault.renamed("instances", "hubs")),
    PAGE_RENAMED("page renamed", fault -> fault.renamed("page", "paging")),
    DATA_RENAMED("data renamed", fault -> fault.renamed("data", "order")),
    NUMBER_RENAMED("orderNumber renamed", fault -> fault.renamed("orderNumber", "tradeNo")),
    DATE_AHEAD("date 70 s ahead", fault -> fault.date(Duration.ofSeconds(70))),
    DATE_GARBAGE("garbage date", fault -> fault.rawDate("yesterday")),
    DATE_GONE("no date", FaultBuilder::noDate);

    private static final Set<Oddity> LATE = EnumSet.of(LATE_45, LATE_240);
    private static final Set<Oddity> DATES = EnumSet.of(DATE_AHEAD, DATE_GARBAGE, DATE_GONE);
    private static final Set<Oddity> ROWS = EnumSet.of(ROWS_GONE, ROW_HIDDEN);
    private static final Set<Oddity> RENAMED =
            EnumSet.of(ORDERS_RENAMED, INSTANCES_RENAMED, PAGE_RENAMED, DATA_RENAMED, NUMBER_RENAMED);
    /** Those whose answer to a read depends on whether it was made before or after. */
    private static final Set<Oddity> EITHER = EnumSet.of(TRUNCATED, ERROR_BESIDE, NO_REQUEST_ID);
    /** The service's own word that nothing was done. */
    private static final Set<Oddity> NOES = EnumSet.of(OWN_400, OWN_403, OWN_404, OWN_409, RATE_LIMIT, QUOTA);

    final String words;
    private final Consumer<FaultBuilder> last;

    Oddity(String words, Consumer<FaultBuilder> last) {
        this.words = words;
        this.last = last;
    }

    void arm(FaultBuilder fault) {
        last.accept(fault);
    }

    /** Whether it changes or loses the answer, of which a call suffers one. */
    boolean distorts() {
        return !DATES.contains(this);
    }

    boolean hidesRows() {
        return ROWS.contains(this);
    }

    boolean isOwnNo() {
        return NOES.contains(this);
    }

    /** At which moments it makes sense for a call of this route: false is before the effect. */
    Stream<Boolean> moments(Route route) {
        boolean commit = route.changesState();
        if (LATE.contains(this)) {
            return commit ? Stream.of(false) : Stream.empty();
        }
        if (ROWS.contains(this)) {
            return List.of(Route.QUERY_ORDERS, Route.LIST_INSTANCES, Route.DESCRIBE_DATABASES)
                            .contains(route)
                    ? Stream.of(true)
                    : Stream.empty();
        }
        if (RENAMED.contains(this)) {
            return renames(route) ? Stream.of(true) : Stream.empty();
        }
        boolean both = !DATES.contains(this) && (commit || EITHER.contains(this));
        return both ? Stream.of(false, true) : Stream.of(true);
    }

    private boolean renames(Route route) {
        return switch (this) {
            case ORDERS_RENAMED -> route == Route.QUERY_ORDERS;
            case INSTANCES_RENAMED, PAGE_RENAMED -> route == Route.LIST_INSTANCES;
            case DATA_RENAMED -> route == Route.QUERY_ORDER;
            default -> route == Route.CREATE_INSTANCE || route == Route.PAY_ORDER;
        };
    }

    static Oddity of(String words) {
        return Stream.of(values())
                .filter(each -> each.words.equals(words))
                .findFirst()
                .orElseThrow();
    }
}

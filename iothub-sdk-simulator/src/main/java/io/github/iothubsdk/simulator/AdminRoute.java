package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.form.Field;
import io.github.iothubsdk.simulator.form.Form;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The table of the admin interface: method, path, what it does, what it takes, and who does it. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum AdminRoute {
    INDEX("GET", "/_sim", "what there is: this", AdminIndex::index),
    HEALTH("GET", "/_sim/health", "whether it answers", AdminState::health),
    STATE(
            "GET",
            "/_sim/state",
            "what the cloud has: accounts, networks, databases, orders, instances, clock",
            AdminState::state),
    LEDGER("GET", "/_sim/ledger", "what really happened: orders, payments, instances, story", AdminLedger::ledger),
    REQUESTS(
            "GET",
            "/_sim/requests",
            "the calls to the cloud, the latest 10,000; the answer's next is the since of the next look",
            AdminLedger::requests,
            dialect ->
                    Form.of(Field.whole("since", "the first seq that is wanted; 1 by default", 0, Integer.MAX_VALUE))),
    EVENTS(
            "GET",
            "/_sim/events",
            "server-sent events: whenever something changes, until the simulator ends",
            AdminLedger::noEvents,
            dialect -> Form.of(Field.whole(
                    "since", "the last event id that is known; those to come by default", 0, Integer.MAX_VALUE))),
    FAULTS("GET", "/_sim/faults", "the armed faults, spent ones included", AdminFaults::list),
    ARM(
            "POST",
            "/_sim/faults",
            "arms a fault; fields of each kind are under kinds",
            AdminFaults::arm,
            dialect -> new FaultWords(dialect).common()),
    DISARM(
            "DELETE",
            "/_sim/faults",
            "disarms one fault, or all",
            AdminFaults::disarm,
            dialect -> Form.of(Field.whole("id", "of the fault; all by default", 1, Integer.MAX_VALUE))),
    FATES(
            "POST",
            "/_sim/fates",
            "sets what becomes of instances ordered from now on",
            AdminAccount::fate,
            AdminAccount::fateForm),
    ACCOUNT("POST", "/_sim/account", "changes an account, or opens one", AdminAccount::change, AdminAccount::form),
    CLOCK(
            "POST",
            "/_sim/clock",
            "moves the cloud's clock; 409 when it is the test's",
            AdminClock::move,
            AdminClock::form),
    STRANGERS(
            "POST",
            "/_sim/strangers",
            "lets a colleague order by the console, or do something with an order",
            AdminStrangers::act,
            AdminStrangers::form),
    RESET(
            "POST",
            "/_sim/reset",
            "empties the cloud and puts its clock right; the demo account is there again",
            AdminState::reset,
            dialect -> Form.of(Field.flag("demo", "whether the demo account is put in; true by default")));

    static final List<AdminRoute> ALL = List.of(values());

    /** Does it. */
    interface Deed {
        JsonObject done(AdminCall call);
    }

    final String method;
    final String path;
    final String about;
    final Deed deed;
    private final Function<Dialect, Form> form;

    AdminRoute(String method, String path, String about, Deed deed) {
        this(method, path, about, deed, dialect -> Form.of());
    }

    AdminRoute(String method, String path, String about, Deed deed, Function<Dialect, Form> form) {
        this.method = method;
        this.path = path;
        this.about = about;
        this.deed = deed;
        this.form = form;
    }

    /** Does it, or nothing of it: what does several things is tried on a copy of the cloud first. */
    JsonObject done(AdminCall call) {
        if (this == ACCOUNT || this == STRANGERS) {
            JsonObject unused =
                    deed.done(new AdminCall(call.simulator(), CloudFormat.copy(call.cloud()), call.given()));
        }
        return deed.done(call);
    }

    /** What it takes: of the query, or of the body of a POST. */
    Form form(Dialect dialect) {
        return form.apply(dialect);
    }

    static List<AdminRoute> of(String path) {
        return Arrays.stream(values()).filter(route -> route.path.equals(path)).toList();
    }
}

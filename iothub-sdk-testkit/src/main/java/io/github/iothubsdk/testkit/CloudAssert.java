package io.github.iothubsdk.testkit;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * What a simulated cloud's ledger says of orders, money, instances and calls. Each failure shows the ledger.
 *
 * <p>"Order" and "paid" mean what calls of the API did, and an instance that "is" in a state is one that they ordered; what a
 * {@link io.github.iothubsdk.simulator.Colleague} orders and pays himself does not count, nor what was put in ready-made.
 */
public final class CloudAssert extends AbstractAssert<CloudAssert, Simulator> {

    CloudAssert(Simulator cloud) {
        super(cloud, CloudAssert.class);
    }

    /** One order was placed, whatever has become of it. */
    public CloudAssert hasOneOrder() {
        return hasOrders(1);
    }

    /** No order was placed. */
    public CloudAssert hasNoOrder() {
        return hasOrders(0);
    }

    /** So many orders were placed. */
    public CloudAssert hasOrders(int count) {
        List<Ledger.Order> found = orders().toList();
        return found.size() == count
                ? this
                : failing(
                        count(count, "order"),
                        count(found.size(), "order") + list(found.stream().map(CloudAssert::words)));
    }

    /** No state-changing call (create, pay, delete) arrived, not even one that was refused. */
    public CloudAssert hasNoWrite() {
        List<Ledger.Call> found = ledger().calls().stream()
                .filter(call -> call.route() == Route.CREATE_INSTANCE
                        || call.route() == Route.PAY_ORDER
                        || call.route() == Route.DELETE_INSTANCE)
                .toList();
        int writes = ledger().writes();
        return writes == 0
                ? this
                : failing(
                        "no call that changes something",
                        count(writes, "such call")
                                + list(found.stream().map(call -> call.route() + " answered " + call.httpStatus())));
    }

    /**
     * Calls made one payment in all, of whatever amount (0 for a post-paid order), and it was for what they had ordered, and
     * not for an order of a colleague's.
     */
    public CloudAssert paidOnce() {
        Set<String> ordered = orders().map(Ledger.Order::number).collect(Collectors.toSet());
        List<Ledger.Payment> found = payments().toList();
        long own = found.stream()
                .filter(each -> ordered.contains(each.orderNumber()))
                .count();
        return own == 1 && found.size() == 1
                ? this
                : failing(
                        "1 payment for what callers ordered, and no other",
                        count(found.size(), "payment") + money(found));
    }

    /** There was no payment, not even of 0, nor for an order of a colleague. */
    public CloudAssert paidNothing() {
        List<Ledger.Payment> found = payments().toList();
        return found.isEmpty() ? this : failing("no payment", count(found.size(), "payment") + money(found));
    }

    /**
     * All payments together, also those for a colleague's order, come to this much, in yuan, such as {@code 88.00}.
     *
     * @throws IllegalArgumentException when it is no such amount
     */
    public CloudAssert paid(String yuan) {
        BigDecimal expected = amount(requireNonNull(yuan, "yuan"));
        List<Ledger.Payment> found = payments().toList();
        BigDecimal sum = found.stream().map(Ledger.Payment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.compareTo(expected) == 0
                ? this
                : failing(expected.toPlainString() + " paid", sum.toPlainString() + money(found));
    }

    /** No call paid an order that a colleague had placed. */
    public CloudAssert paidForNoColleague() {
        List<Ledger.Payment> found = ledger().paymentsOfColleagueOrders();
        return found.isEmpty()
                ? this
                : failing("no payment for a colleague's order", count(found.size(), "payment") + money(found));
    }

    /** An instance of this name, which callers ordered, is RUNNING. */
    public CloudAssert runs(String name) {
        return hasInstance(name, "RUNNING");
    }

    /** One of this name, which callers ordered, is in this state, by the simulator's word, such as {@code BUILDING}. */
    public CloudAssert hasInstance(String name, String state) {
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        Set<String> ordered = orders().map(Ledger.Order::number).collect(Collectors.toSet());
        boolean there = ledger().instances().stream()
                .filter(each -> each.orderNumber() != null && ordered.contains(each.orderNumber()))
                .anyMatch(each -> each.name().equals(name) && each.status().equals(state));
        return there ? this : failing("instance " + name + ", which callers ordered, is " + state, instances());
    }

    /** The cloud has no instance of this name, seen or not, whosever it is. */
    public CloudAssert hasNoInstance(String name) {
        requireNonNull(name, "name");
        boolean there =
                ledger().instances().stream().anyMatch(each -> each.name().equals(name));
        return there ? failing("no instance " + name, instances()) : this;
    }

    /** So many calls of a route arrived, refused ones included. */
    public CloudAssert hasCalls(Route route, int count) {
        requireNonNull(route, "route");
        List<Ledger.Call> found = ledger().calls(route);
        return found.size() == count
                ? this
                : failing(
                        count(count, "call") + " of " + route,
                        count(found.size(), "call")
                                + list(found.stream().map(call -> call.at() + " answered " + call.httpStatus())));
    }

    /** Every fault that was armed has struck, as often as it was to. */
    public CloudAssert hasNoFaultLeft() {
        List<String> left = actual.faults().remaining();
        return left.isEmpty()
                ? this
                : failing(
                        "every fault has struck as often as it was to",
                        count(left.size(), "fault") + list(left.stream()));
    }

    private Ledger ledger() {
        isNotNull();
        return actual.ledger();
    }

    private Stream<Ledger.Order> orders() {
        return ledger().orders().stream().filter(order -> !order.colleague());
    }

    private Stream<Ledger.Payment> payments() {
        return ledger().payments().stream().filter(Ledger.Payment::byCaller);
    }

    private String instances() {
        Map<String, String> whose = new HashMap<>();
        ledger().orders().forEach(each -> whose.put(each.number(), each.colleague() ? ", a colleague's" : ""));
        List<Ledger.Instance> found = ledger().instances();
        return count(found.size(), "instance")
                + list(found.stream()
                        .map(each -> each.name() + " " + each.status()
                                + whose.getOrDefault(String.valueOf(each.orderNumber()), ", put in ready-made")));
    }

    private static String words(Ledger.Order order) {
        return order.number() + " for " + order.instanceName() + ", " + order.status();
    }

    private String money(List<Ledger.Payment> payments) {
        List<Ledger.Payment> others = ledger().paymentsOfColleagueOrders();
        return list(payments.stream()
                .map(each -> each.amount().toPlainString() + " for " + each.orderNumber()
                        + (others.contains(each) ? ", a colleague's" : "")));
    }

    private static BigDecimal amount(String yuan) {
        try {
            return new BigDecimal(yuan);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("yuan is an amount such as 88.00, not \"" + yuan + "\"", e);
        }
    }

    private static String count(int count, String thing) {
        return (count == 0 ? "no" : String.valueOf(count)) + " " + thing + (count == 1 ? "" : "s");
    }

    private static String list(Stream<String> words) {
        String all = words.collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : " (" + all + ")";
    }

    private CloudAssert failing(String expected, String found) {
        throw failureWithActualExpected(
                found, expected, "%nExpected: %s%nFound: %s%n%s", expected, found, LedgerText.of(ledger()));
    }
}

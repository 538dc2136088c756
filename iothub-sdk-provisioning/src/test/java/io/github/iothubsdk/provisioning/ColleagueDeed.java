package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Colleague;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What somebody does by the console, in the same account, at the worst moment. */
@SuppressWarnings("ImmutableEnumChecker") // method references: immutable, which it cannot see
enum ColleagueDeed {
    SAME_UNPAID("same name, unpaid", true, Colleague::order),
    SAME_PAID(
            "same name, paid, described otherwise",
            false,
            (colleague, name) -> colleague.description("line 9").order(name).pay()),
    SAME_PAID_BLANK(
            "same name, paid, not described",
            true,
            (colleague, name) -> colleague.order(name).pay()),
    SAME_ELSEWHERE(
            "same name in another network, unpaid",
            true,
            (colleague, name) -> elsewhere(colleague).order(name)),
    SAME_ELSEWHERE_PAID(
            "same name in another network, paid",
            false,
            (colleague, name) -> elsewhere(colleague).order(name).pay()),
    SAME_CANCELLED(
            "same name, cancelled",
            true,
            (colleague, name) -> colleague.order(name).cancel()),
    OTHER_NAME("another name", false, (colleague, name) -> colleague.order("plant-8")),
    OTHER_PRODUCT(
            "another product without item names",
            false,
            (colleague, name) -> colleague.service("Virtual Machine").nameless().order(name));

    final String words;
    /** Whether nothing that the service tells of it but its time sets it apart from the run's own, where nothing is marked. */
    final boolean isNamesake;

    private final BiConsumer<Colleague, String> deed;

    ColleagueDeed(String words, boolean isNamesake, BiConsumer<Colleague, String> deed) {
        this.words = words;
        this.isNamesake = isNamesake;
        this.deed = deed;
    }

    private static Colleague elsewhere(Colleague colleague) {
        return colleague.network(Nature.OTHER_VPC, Nature.OTHER_SUBNET);
    }

    /** Does it, where the service lets him; the name is the one that the run wants. */
    void in(Account account, String name) {
        try {
            deed.accept(account.colleague().amount(Nature.PRICE), name);
        } catch (IllegalStateException e) {
            // The account is strict, and the name is in use: he is told so, and goes away.
        }
    }

    static ColleagueDeed of(String words) {
        return Stream.of(values())
                .filter(each -> each.words.equals(words))
                .findFirst()
                .orElseThrow();
    }
}

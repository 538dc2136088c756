package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Order;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an order says that it is for. That an item's name is the instance's is INFERRED, so that another name proves that it
 * is another's only where it is seen to be one: the name of an instance, or of an order of another product.
 */
final class Words {

    /** What the words mean. */
    enum Meaning {
        OURS,
        ANOTHERS,
        UNCLEAR,
        SILENT
    }

    private final String ours;
    private final Map<String, String> namesById = new HashMap<>();

    Words(String name, List<Instance> present) {
        this.ours = normal(name);
        present.forEach(instance -> namesById.put(instance.id(), normal(instance.name())));
    }

    /** Whether a name is this one, however it is written. */
    boolean isOurs(String name) {
        return normal(name).equals(ours);
    }

    /** Whether its name is this one; what has no name is not. */
    boolean isOurs(Order.Item item) {
        return item.name().filter(this::isOurs).isPresent();
    }

    Meaning of(Order order) {
        List<Order.Item> items = order.items();
        if (items.stream().anyMatch(this::isOurs)) {
            return Meaning.OURS;
        }
        if (items.stream().allMatch(item -> item.name().isEmpty())) {
            return Meaning.SILENT;
        }
        boolean known = items.stream().allMatch(item -> isAnothers(order, item));
        return known ? Meaning.ANOTHERS : Meaning.UNCLEAR;
    }

    /** Another name that an instance has, or could have; not a word for the product, nor this name with something around it. */
    private boolean isAnothers(Order order, Order.Item item) {
        Optional<String> known = item.resourceId().map(namesById::get);
        if (known.isPresent()) {
            return !known.get().equals(ours);
        }
        String name = normal(item.name().orElse(""));
        boolean product =
                name.contains("iot") || name.contains("物联") || name.contains("hub") || name.contains("instance");
        boolean around = name.contains(ours) || ours.contains(name);
        return !around && (!product || !OrdersBefore.mayBeIotHub(order));
    }

    /** The instance of the item of this name, or of the only item; empty when it is not told. */
    String idIn(Order order) {
        return order.items().stream()
                .filter(item -> order.items().size() == 1 || isOurs(item))
                .map(item -> item.resourceId().orElse(""))
                .findFirst()
                .orElse("");
    }

    /** Its status, to be told. */
    static String state(Order order) {
        return order.statusWord().orElse("of a status that is not told");
    }

    private static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}

package io.github.iothubsdk.simulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** In which words the cloud speaks of IoT Hub instances; {@link Route} says which routes each of them has. */
@SuppressWarnings("ImmutableEnumChecker") // the words have no state, which it cannot see
enum Dialect {
    /** The routes of the sibling products (INFERRED), with the answers and the body that are published for IoT Hub. */
    IOT_HUB_INFERRED("iotHubInferred", Envelope.PAGE_OBJECT, new HubRows()),
    /** The same, but for the list, which answers as the operators' published one; and three published reads beside it. */
    IOT_HUB_2020("iotHub2020", Envelope.PAGEINFO_DATA, new DataRows()),
    /** IoT Core's published reads, and nothing that orders or deletes. */
    IOT_CORE_2020("iotCore2020", Envelope.PAGE_IOTCORE_INSTANCES, new CoreRows()),
    /** Words that nobody has published, for what a client must not take for something that it knows. Invented. */
    UNKNOWN("unknown", Envelope.PAGE_OBJECT, new StrangeWords());

    static final Set<Dialect> ALL = Set.of(values());
    /** Those in which instances are ordered. */
    static final Set<Dialect> ORDERING = EnumSet.of(IOT_HUB_INFERRED, IOT_HUB_2020, UNKNOWN);

    final String title;
    final Envelope envelope;
    final Words words;

    Dialect(String title, Envelope envelope, Words words) {
        this.title = title;
        this.envelope = envelope;
        this.words = words;
    }

    /**
     * Finds one by its name.
     *
     * @throws IllegalArgumentException when there is none; the message names them all
     */
    static Dialect named(String title) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such dialect; there are "
                        + Arrays.stream(values()).map(known -> known.title).collect(Collectors.joining(", "))));
    }
}

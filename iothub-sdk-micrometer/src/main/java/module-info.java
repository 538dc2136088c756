import org.jspecify.annotations.NullMarked;

/** Counts and times runs and calls in Micrometer. */
@NullMarked
module io.github.iothubsdk.micrometer {
    requires transitive io.github.iothubsdk.provisioning;
    requires transitive micrometer.core;
    requires static org.jspecify;
    requires org.slf4j;

    exports io.github.iothubsdk.micrometer;
}

import org.jspecify.annotations.NullMarked;

/** Traces runs and calls in OpenTelemetry. */
@NullMarked
module io.github.iothubsdk.opentelemetry {
    requires transitive io.github.iothubsdk.provisioning;
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires static org.jspecify;
    requires org.slf4j;

    exports io.github.iothubsdk.opentelemetry;
}

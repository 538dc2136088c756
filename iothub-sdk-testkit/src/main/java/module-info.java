import org.jspecify.annotations.NullMarked;

/** For tests of users: a simulated cloud in JUnit 5, virtual time, assertions on its ledger, and conformance kits. */
@NullMarked
module io.github.iothubsdk.testkit {
    requires transitive io.github.iothubsdk.provisioning;
    requires transitive io.github.iothubsdk.simulator;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.commons;
    requires org.opentest4j;
    requires transitive org.junit.jupiter.params;
    requires static org.jspecify;
    requires java.sql;

    exports io.github.iothubsdk.testkit;
    exports io.github.iothubsdk.testkit.conformance;

    // Their tests are not public, as tests are not.
    opens io.github.iothubsdk.testkit.conformance to
            org.junit.platform.commons;
}

import org.jspecify.annotations.NullMarked;

/** Initialises the database of an IoT Hub instance through an SSH server that reaches it. */
@NullMarked
module io.github.iothubsdk.schema.ssh {
    requires transitive io.github.iothubsdk.provisioning;
    requires org.apache.sshd.osgi;
    requires static org.jspecify;

    exports io.github.iothubsdk.schema.ssh;
}

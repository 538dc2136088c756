package io.github.iothubsdk.provisioning.internal.schema;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to do on a connection, which it closes. */
@FunctionalInterface
interface SqlTask<T> {

    T on(Connection connection) throws SQLException;
}

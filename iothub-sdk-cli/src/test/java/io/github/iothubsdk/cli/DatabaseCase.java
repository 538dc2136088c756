package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A desk beside a real MariaDB, in which each test has the demo's database anew. */
abstract class DatabaseCase {

    static EmbeddedMariaDb server;

    final Path home;
    final Desk desk;

    DatabaseCase(Path home) {
        this.home = home;
        desk = new Desk(home);
    }

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedMariaDb.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        server.administer("DROP DATABASE IF EXISTS " + Demo.DATABASE);
        server.createDatabase(Demo.DATABASE, Demo.DB_USER, Demo.DB_PASSWORD);
    }

    @AfterEach
    void close() {
        desk.close();
    }
}

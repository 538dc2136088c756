package io.github.iothubsdk.provisioning;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MariaDbJournalTest extends JdbcJournalContract {

    private static final String DATABASE = "journal";

    @SuppressWarnings("NullAway.Init") // started before the first test
    private static EmbeddedMariaDb server;

    @BeforeAll
    static void startsTheServer() throws IOException, SQLException {
        server = EmbeddedMariaDb.start();
        server.createDatabase(DATABASE, "journal_rw", "Journal1234");
    }

    @AfterAll
    static void stopsTheServer() {
        server.close();
    }

    @Override
    DataSource source() {
        MysqlDataSource source = new MysqlDataSource();
        source.setURL(server.jdbcUrl(DATABASE));
        source.setUser("journal_rw");
        source.setPassword("Journal1234");
        return source;
    }
}

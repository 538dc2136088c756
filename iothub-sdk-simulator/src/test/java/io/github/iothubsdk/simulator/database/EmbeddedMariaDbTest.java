package io.github.iothubsdk.simulator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class EmbeddedMariaDbTest {
    private final EmbeddedMariaDb server;

    EmbeddedMariaDbTest() throws IOException {
        server = EmbeddedMariaDb.start();
    }

    @BeforeAll
    void runsTheDemoScriptInOneCall() throws SQLException, IOException {
        server.createDatabase("demo", "demo_rw", "it's \\ a secret");
        try (Connection connection = connect("demo", "?allowMultiQueries=true");
                Statement statement = connection.createStatement()) {
            statement.execute(script());
        }
    }

    @AfterAll
    void stops() {
        server.close();
    }

    @Test
    void theDemoScriptMakesTwelveTables() throws SQLException {
        assertThat(value("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'demo'"))
                .isEqualTo("12");
    }

    @Test
    void chineseTextSurvives() throws SQLException {
        assertThat(value("SELECT title FROM demo_tenant")).isEqualTo("演示租户");
        assertThat(value("SELECT table_comment FROM information_schema.tables WHERE table_name = 'demo_tenant'"))
                .isEqualTo("租户");
    }

    @Test
    void literalsKeepSemicolonsPlaceholdersAndEscapes() throws SQLException {
        assertThat(value("SELECT body FROM demo_notice_template WHERE id = 'notice-offline'"))
                .isEqualTo("【演示】${deviceName} 已离线 ${minutes} 分钟; 回复 TD 退订");
        assertThat(value("SELECT message FROM demo_alarm WHERE id = 'alarm-02'"))
                .isEqualTo("阀门反馈: \"E102;\"\n已自动复位");
        assertThat(value("SELECT display_name FROM demo_user WHERE id = 'user-viewer'"))
                .isEqualTo("李'小明' (只读)");
    }

    @Test
    void theStatementAboveFortyKilobytesArrivesWhole() throws SQLException, IOException {
        String script = script();
        int start = script.indexOf("INSERT INTO `demo_rule_component`");
        String statement = script.substring(start, script.indexOf(";\n\n", start));
        assertThat(statement.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(40_000);
        assertThat(value("SELECT count(*) FROM demo_rule_component")).isEqualTo("48");
        assertThat(value("SELECT count(*) FROM demo_rule_component WHERE json_valid(descriptor)"))
                .isEqualTo("48");
    }

    @Test
    void theUserIsConfinedToItsDatabase() throws SQLException {
        server.createDatabase("a_b", "confined", "p");
        server.createDatabase("axb", "other", "p");
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("a_b"), "confined", "p");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mine (id int)");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE axb.yours (id int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void databasesSpeakThreeByteUtf8AndTheServerFourByte() throws SQLException {
        assertThat(value("SELECT @@character_set_database")).isEqualTo("utf8mb3");
        assertThat(value("SELECT @@global.character_set_server")).isEqualTo("utf8mb4");
    }

    @Test
    void twoServersRunSideBySideAndAClosedOneIsGone() throws IOException, SQLException {
        String url;
        try (EmbeddedMariaDb second = EmbeddedMariaDb.start()) {
            assertThat(second.port()).isNotEqualTo(server.port());
            second.createDatabase("demo", "u", "p");
            url = second.jdbcUrl("demo");
            DriverManager.getConnection(url, "u", "p").close();
        }
        assertThatThrownBy(() -> DriverManager.getConnection(url, "u", "p")).isInstanceOf(SQLException.class);
    }

    private String value(String query) throws SQLException {
        try (Connection connection = connect("demo", "");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private Connection connect(String database, String options) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database) + options, "demo_rw", "it's \\ a secret");
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(EmbeddedMariaDb.class.getResourceAsStream("/demo-schema.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

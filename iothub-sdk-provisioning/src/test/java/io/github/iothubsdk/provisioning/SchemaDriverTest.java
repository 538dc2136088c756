package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that have one driver, the other one, or none: URLs of either kind work with either. */
@Timeout(60)
class SchemaDriverTest extends MariaDbCase {

    private static final String MYSQL_JAR = "mysql-connector-j";
    private static final String MARIADB_JAR = "mariadb-java-client";

    Path script = Path.of("");

    @BeforeEach
    void writesTheScript(@TempDir Path directory) throws IOException {
        script = Files.writeString(
                directory.resolve("script.sql"), "CREATE TABLE t (id INT);\r\nINSERT INTO t VALUES (1);\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, " + MYSQL_JAR + ", ''",
        "mysql, " + MYSQL_JAR + ", ?sslMode=PREFERRED&connectTimeout=5000",
        "mariadb, " + MARIADB_JAR + ", ''",
        "mariadb, " + MARIADB_JAR + ", ?sslMode=disable"
    })
    void takesTheDriverThatIsThere(String scheme, String without, String options) throws Exception {
        try (Jvm process = SchemaVictim.start(url(scheme) + options, script, without)) {
            assertThat(process.rest()).isEqualTo("statements: 2\n");
        }
        assertThat(rows("t")).isEqualTo(1);
    }

    @Test
    void saysWhichDriversThereAreWhenNoneIsThere() throws IOException {
        try (Jvm process = SchemaVictim.start(url("mysql"), script, MYSQL_JAR, MARIADB_JAR)) {
            assertThat(process.rest())
                    .startsWith("REFUSED: No JDBC driver on the class path takes the address")
                    .contains("org.mariadb.jdbc:mariadb-java-client", "com.mysql:mysql-connector-j");
        }
    }
}

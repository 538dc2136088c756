package io.github.iothubsdk.provisioning.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TouchedTablesTest {

    @Test
    void areThoseThatStatementsName() {
        assertThat(TouchedTables.in("""
                        DROP TABLE IF EXISTS `One`, hub.two; CREATE TABLE three LIKE four; TRUNCATE five; DELETE FROM six;
                        INSERT IGNORE INTO `hub`.`seven` VALUES ('no'); UPDATE eight, nine SET x = 1; REPLACE ten SET a = 1;
                        RENAME TABLE eleven TO twelve, thirteen TO fourteen; ALTER TABLE fifteen ADD c INT;
                        /*!40101 DROP TABLE sixteen */; -- DROP TABLE no
                        """).orElseThrow())
                .contains(
                        "one",
                        "two",
                        "three",
                        "four",
                        "five",
                        "six",
                        "seven",
                        "eight",
                        "nine",
                        "ten",
                        "eleven",
                        "twelve",
                        "thirteen",
                        "fourteen",
                        "fifteen",
                        "sixteen")
                .doesNotContain("no", "history");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET @a = 'DROP TABLE x'; PREPARE p FROM @a",
                "EXECUTE IMMEDIATE 'DROP TABLE x'",
                "CALL clean()",
                "DROP DATABASE hub",
                "drop schema if exists hub"
            })
    void cannotBeToldOfAScriptThatReachesWhatItDoesNotName(String sql) {
        assertThat(TouchedTables.in(sql)).isEmpty();
    }
}

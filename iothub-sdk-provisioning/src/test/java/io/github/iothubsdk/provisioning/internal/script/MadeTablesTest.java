package io.github.iothubsdk.provisioning.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MadeTablesTest {

    @Test
    void areThoseThatAreMadeAndNotDroppedAgain() {
        assertThat(MadeTables.in("""
                        DROP TABLE IF EXISTS `one`, two;
                        CREATE TABLE `One` (a INT, b TEXT DEFAULT 'CREATE TABLE no');
                        -- CREATE TABLE no (id INT);
                        create table if not exists hub.`two` (id int);
                        CREATE OR REPLACE TABLE three AS SELECT 1;
                        /*!40101 CREATE TABLE no (id INT) */;
                        CREATE TEMPORARY TABLE no (id INT);
                        CREATE TABLE five (id INT); CREATE TABLE six LIKE five; DROP TABLE hub.five
                        """)).containsExactly("one", "two", "three", "six");
    }

    @Test
    void haveTheNamesThatTheyAreLeftWith() {
        assertThat(MadeTables.in("""
                        CREATE TABLE a (id INT); CREATE TABLE b (id INT); CREATE TABLE c (id INT); CREATE TABLE d (id INT);
                        RENAME TABLE a TO hub.aa, `b` TO bb;
                        ALTER TABLE c ADD COLUMN n INT, RENAME COLUMN n TO m, RENAME TO cc;
                        ALTER TABLE cc RENAME INDEX i TO j;
                        ALTER TABLE cc RENAME ccc;
                        DROP TABLES d;
                        /*!990000 CREATE TABLE of_the_future (id INT) */
                        """)).containsExactly("aa", "bb", "ccc");
    }

    @Test
    void areNoneInNoScript() {
        assertThat(MadeTables.in("")).isEmpty();
        assertThat(MadeTables.in("CREATE VIEW v AS SELECT 1; DROP TABLE; CREATE TABLE"))
                .doesNotContain("v");
    }
}

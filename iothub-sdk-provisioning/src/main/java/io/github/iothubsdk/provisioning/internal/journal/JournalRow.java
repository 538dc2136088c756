package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.spi.JournalEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;

/** One entry as a row: JSON in plain ASCII, so that the table's character set does not matter. */
final class JournalRow {

    private JournalRow() {}

    static JournalEntry read(ResultSet row) throws SQLException {
        try {
            return new JournalEntry(
                    Instant.parse(row.getString(1)),
                    JournalEntry.Kind.valueOf(row.getString(2)),
                    row.getString(3),
                    row.getString(4));
        } catch (DateTimeException | IllegalArgumentException e) {
            return JournalEntry.unreadable(
                    "the table " + JdbcJournal.TABLE + " holds an entry that this version cannot read");
        }
    }

    static void bind(PreparedStatement insert, int from, JournalEntry entry) throws SQLException {
        insert.setString(from, entry.at().toString());
        insert.setString(from + 1, entry.kind().name());
        insert.setString(from + 2, entry.step());
        insert.setString(from + 3, ascii(entry.data()));
    }

    /** Characters beyond ASCII stand only inside JSON strings, where they may be escaped. */
    private static String ascii(String json) {
        StringBuilder out = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 128) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }
}

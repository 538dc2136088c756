package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.spi.JournalException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs one transaction on a connection of the user's pool, and gives it back as it was. */
final class Transactions {

    /** What a transaction does. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final DataSource source;

    Transactions(DataSource source) {
        this.source = source;
    }

    /**
     * Commits what the work did.
     *
     * @throws JournalException when it failed, or when it is not certain that it was committed
     */
    <T> T run(String what, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(before);
            }
        } catch (SQLException e) {
            // The driver's text may hold the JDBC URL; its codes are enough.
            throw new JournalException(
                    "The journal's database could not " + what + " (error " + e.getErrorCode() + ", SQL state "
                            + e.getSQLState()
                            + "). Check that it is reachable and that its user may create, read and write the table "
                            + JdbcJournal.TABLE + ".",
                    null);
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}

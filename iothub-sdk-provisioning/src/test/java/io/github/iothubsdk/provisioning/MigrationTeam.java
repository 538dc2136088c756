package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.simulator.Demo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;

/** A team that applies the files of a folder to a database with the real tools. */
public final class MigrationTeam {

    private final Path folder;
    private final String url;
    private final String user;

    public MigrationTeam(Path folder, String url, String user) {
        this.folder = folder;
        this.url = url;
        this.user = user;
    }

    /** How many migrations Flyway ran; it reads the files as it does for anybody. */
    public int migrate() {
        return flyway().migrate().migrationsExecuted;
    }

    public Flyway flyway() {
        return Flyway.configure()
                .dataSource(url, user, Demo.DB_PASSWORD)
                .locations("filesystem:" + folder)
                .load();
    }

    /** Runs each file of the folder as a changelog of Liquibase. */
    public void update() throws Exception {
        for (String changelog : changelogs()) {
            try (Connection connection = DriverManager.getConnection(url, user, Demo.DB_PASSWORD)) {
                liquibase(changelog, connection).update("");
            }
        }
    }

    /** Writes down that all was run, and runs nothing. */
    public void changeLogSync() throws Exception {
        for (String changelog : changelogs()) {
            try (Connection connection = DriverManager.getConnection(url, user, Demo.DB_PASSWORD)) {
                liquibase(changelog, connection).changeLogSync("");
            }
        }
    }

    private java.util.List<String> changelogs() throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    private Liquibase liquibase(String changelog, Connection connection) throws Exception {
        return new Liquibase(changelog, new DirectoryResourceAccessor(folder), new JdbcConnection(connection));
    }
}

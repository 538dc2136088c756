package io.github.iothubsdk.provisioning.model;

/** A tool that changes databases step by step, and keeps in each a history of what it has run. */
public enum MigrationTool {
    /** Flyway, with versioned SQL migrations. */
    FLYWAY("Flyway"),
    /** Liquibase, with changelogs in formatted SQL. */
    LIQUIBASE("Liquibase");

    private final String title;

    MigrationTool(String title) {
        this.title = title;
    }

    /** Its name as people write it. */
    public String title() {
        return title;
    }
}

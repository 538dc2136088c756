package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must be in the database in the end: what the request expects, and what the script makes. */
record Expected(SchemaJob job, Tables tables) {

    private static final int NAMED = 10;

    /** Whether the request says anything that an empty database would not hold true. */
    static boolean isTold(SchemaJob job) {
        return job.wanted().expected().filter(SchemaExpectation::tells).isPresent();
    }

    /** What is not as the request expects, each for a person; empty when all is. */
    List<String> unmet() throws SQLException {
        SchemaExpectation expected = job.wanted().expected().orElse(new SchemaExpectation(0, List.of()));
        List<String> unmet = new ArrayList<>();
        int there = expected.tables() == 0 ? 0 : tables.all().size();
        if (expected.tables() != there) {
            unmet.add("there are " + there + " tables instead of " + expected.tables());
        }
        for (String table : expected.filled()) {
            if (!tables.hasRow(table)) {
                unmet.add(table + " holds no row");
            }
        }
        return unmet;
    }

    /** Which of the script's tables are not there, for a person; in whatever case of letters. */
    Optional<String> absent() throws SQLException {
        Set<String> absent = new TreeSet<>(Scripts.tables(job.script()));
        tables.all().forEach(table -> absent.remove(table.name().toLowerCase(Locale.ROOT)));
        String named = absent.stream().limit(NAMED).collect(Collectors.joining(", "));
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of("of the script's tables these are not there: " + named
                        + (absent.size() > NAMED ? " and " + (absent.size() - NAMED) + " more" : ""));
    }
}

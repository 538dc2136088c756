package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that initialises one database, and says how that ended unless it is killed. */
final class SchemaVictim {

    private SchemaVictim() {}

    static Jvm start(String url, Path script, String... without) throws IOException {
        return Jvm.start(
                Jvm.classPathWithout(without),
                SchemaVictim.class,
                List.of("-XX:TieredStopAtLevel=1"),
                url,
                script.toString());
    }

    /** Takes the database's URL and the script's file. */
    public static void main(String[] args) {
        try {
            SchemaReport report = SchemaTransports.jdbc(db -> args[0])
                    .run(Databases.job(SchemaBootstrap.of(SchemaScripts.file(Path.of(args[1]))), note -> {}));
            System.out.println("statements: " + report.statements());
        } catch (SchemaException e) {
            System.out.println(e.kind() + ": " + e.getMessage() + " " + e.remedy());
        }
    }
}

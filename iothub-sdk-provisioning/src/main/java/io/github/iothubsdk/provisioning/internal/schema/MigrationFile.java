package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * What is in the file of a migration. Its first lines say of which script it is, how that is guarded, and the hash of all
 * that follows: so one that another version of the SDK has written is known too, and one that was changed is not.
 */
final class MigrationFile {

    private static final String LIQUIBASES = "--liquibase formatted sql\n";
    private static final String KEY = "-- iothub-sdk schema ";
    private static final String SUM = "-- sha256 of what follows ";
    private static final int HASH = 64;

    private final SchemaJob job;
    private final MigrationTool tool;

    MigrationFile(SchemaJob job, MigrationTool tool) {
        this.job = job;
        this.tool = tool;
    }

    /** All of it. */
    byte[] bytes() {
        String text = new MigrationScript(job, tool).text();
        return bytes(head() + SUM + sha256(text) + "\n" + text);
    }

    /** Whether a file that begins so holds this script, whoever has changed it. */
    boolean isMine(String start) {
        return start.replace("\r", "").contains(KEY + job.script().sha256() + " ");
    }

    /** Whether it is as an SDK has written it, for the same guard and the same tool. */
    boolean isWhole(String text) {
        String known = head() + SUM;
        int rest = known.length() + HASH + 1;
        return text.startsWith(known)
                && text.length() > rest
                && text.substring(known.length(), rest).equals(sha256(text.substring(rest)) + "\n");
    }

    /** As Flyway reckons it: of its lines, whatever ends them. */
    static String flywaysChecksum(String text) throws IOException {
        CRC32 sum = new CRC32();
        BufferedReader lines = new BufferedReader(new StringReader(text));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            sum.update(bytes(line));
        }
        return Integer.toString((int) sum.getValue());
    }

    private String head() {
        return (tool == MigrationTool.LIQUIBASE ? LIQUIBASES : "")
                + KEY
                + job.script().sha256()
                + (job.mayReplaceData() ? " replacing rows\n" : " sparing rows\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

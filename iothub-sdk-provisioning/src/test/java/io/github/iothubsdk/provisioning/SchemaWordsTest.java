package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import org.junit.jupiter.api.Test;

/** What a server or a transport says comes to events, errors and plans without control characters or the password. */
class SchemaWordsTest extends MariaDbCase {

    private static final String BAD = "\u001b[2J\r\n\u009b31m\u202e " + Demo.DB_PASSWORD + " " + "x".repeat(5000);

    private void told(String everything) {
        assertThat(everything)
                .doesNotContain("\u001b", "\r", "\u009b", "\u202e", Demo.DB_PASSWORD)
                .doesNotContain("x".repeat(3000));
    }

    @Test
    void ofAServerWhoseErrorIsMadeToDeceive() {
        String sql = "SET @m = CONCAT('a', CHAR(27), '[2J', CHAR(13), CHAR(10), _utf8 0xC29B, _utf8 0xE280AE, ' ',"
                + " REVERSE('" + new StringBuilder(Demo.DB_PASSWORD).reverse() + "'));"
                + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = @m";
        try (var client = client()) {
            Invalid failed = invalid(client, SchemaBootstrap.of(script(sql)));

            assertThat(failed)
                    .hasMessageContaining("Statement 2 of the script failed: error 1644 (45000): a")
                    .hasMessageContaining(" ****** ");
            told(failed.toString().replace("\n", "") + cloud.events);
        }
    }

    @Test
    void ofATransportOfSomebodyElses() {
        try (var client = cloud.builder().schemaTransport(new Deceiving()).build()) {
            told(client.preflight(request(SchemaBootstrap.of(DEMO))).describe().replace("\n", ""));
            Invalid failed =
                    catchThrowableOfType(Invalid.class, () -> client.create(request(SchemaBootstrap.of(DEMO)), HOUR));

            assertThat(failed).hasMessageContaining("?[2J ?31m? ******").hasMessageContaining("remedy ?[2J");
            told(failed.toString().replace("\n", "") + cloud.events);
        }
    }

    /** Says everything that must not be said. */
    private static final class Deceiving implements SchemaTransport {
        @Override
        public String probe(SchemaJob job) {
            job.note(SchemaNote.Kind.MISFIT, BAD);
            return BAD;
        }

        @Override
        public SchemaReport run(SchemaJob job) {
            job.note(SchemaNote.Kind.MISFIT, BAD);
            throw new SchemaException(SchemaException.Kind.REFUSED, BAD, "remedy " + BAD);
        }
    }
}

package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A transport of anybody's whose words are made plain before anybody hears them; its notes are so already.
 *
 * @param plain takes out secrets and what moves a terminal
 */
record PlainWords(SchemaTransport transport, UnaryOperator<String> plain) implements SchemaTransport {

    @Override
    public String probe(SchemaJob job) {
        return plain.apply(plainly(job, transport::probe));
    }

    @Override
    public SchemaReport run(SchemaJob job) {
        return plainly(job, transport::run);
    }

    private <T> T plainly(SchemaJob job, Function<SchemaJob, T> task) {
        try {
            return task.apply(job);
        } catch (SchemaException e) {
            throw new SchemaException(
                    e.kind(), e.statement(), plain.apply(String.valueOf(e.getMessage())), plain.apply(e.remedy()));
        }
    }
}

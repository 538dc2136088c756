package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import java.util.function.Supplier;

/** Something to do with files, which do not tell an interrupt from trouble with the disk that would end the run for good. */
final class FileTask {

    private FileTask() {}

    /**
     * Does it, noticing an interrupt.
     *
     * @param where for a person
     */
    static <T> T noticing(String where, Supplier<T> task) {
        try {
            return task.get();
        } catch (SchemaException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ApiException.Interrupted("The thread was interrupted at " + where);
            }
            throw e;
        }
    }
}

package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.internal.json.Fields;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireOperation;

/** Whether the client understands what was answered, by what reads it in a run. */
public final class Understanding {

    private final InstanceReader reader;

    /** Of answers in this dialect. */
    public Understanding(WireDialect dialect) {
        reader = new InstanceReader(dialect);
    }

    /**
     * Whether the result of a call holds what its operation promises.
     *
     * @param instanceId of the instance that was looked at, where the call names one
     */
    public boolean of(WireOperation operation, Fields result, String instanceId) {
        return switch (operation) {
            case CREATE -> reader.created(result).isPresent();
            case LIST -> reader.page(result).isPresent();
            case SHOW -> reader.shown(result, instanceId).isPresent();
            case DEDICATED -> reader.dedicated(result).isPresent();
            case REGIONS -> reader.regions(result).isPresent();
            case DELETE -> true; // nothing is read of it
        };
    }
}

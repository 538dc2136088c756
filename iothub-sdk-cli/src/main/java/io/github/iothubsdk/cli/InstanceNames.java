package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.provisioning.Instances;
import io.github.iothubsdk.provisioning.model.Instance;
import java.util.List;
import java.util.Optional;

/** How people name an instance: by its id, or by its name. */
record InstanceNames(Instances instances, Commands commands) {

    /**
     * The instance that is meant.
     *
     * @param undone what is said behind it when there is none
     * @throws Refused when there is none, or when several have the name
     */
    Instance find(String text, String undone) {
        Optional<Instance> byId = byId(instances, text);
        if (byId.isPresent()) {
            return byId.get();
        }
        List<Instance> byName = instances.listWhole().stream() // that there is none, or one alone, takes a proof
                .filter(instance -> instance.name().equals(text))
                .toList();
        if (byName.size() != 1) {
            throw new Refused(
                    byName.isEmpty()
                            ? "There is no instance with the id or name '" + text + "'." + undone + " Enter "
                                    + commands.list() + " to list them."
                            : byName.size() + " instances are named '" + text + "'." + undone
                                    + " Give the id of one; enter " + commands.list() + " to list them.");
        }
        return byName.get(0);
    }

    /** By what may be a name, which a service may call a malformed id. */
    static Optional<Instance> byId(Instances instances, String text) {
        try {
            return instances.findById(text);
        } catch (ApiException.Rejected e) {
            if (e.proves(Reason.INVALID_ARGUMENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

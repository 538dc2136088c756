package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.Optional;
import java.util.function.Function;

/**
 * The name is how a lost order is found again, so it must belong to one instance only.
 *
 * @param creating another run of the journal that is creating an instance of a name
 */
record NameIsFree(Facts facts, Function<String, Optional<RunId>> creating) implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.NAME_IS_FREE;
    }

    @Override
    public String name() {
        return "the name is free in the region";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        return facts.instances().stream()
                .filter(instance -> instance.name().equals(request.name()))
                .findFirst()
                .map(taken -> taken(taken, request.name()))
                .orElseGet(() -> passed(request.name()));
    }

    /** Another run of the journal that is under way is resumed; another name would buy a second instance. */
    private CheckResult taken(Instance taken, String name) {
        String state = taken.statusWord().map(word -> " (" + word + ")").orElse("");
        String found = "instance " + taken.id() + state + " has the name " + name;
        String wanted = "no instance of this name";
        return creating.apply(name)
                .map(run -> failed(
                                found,
                                wanted,
                                "Run " + run + " is creating one of this name. Resume run " + run
                                        + ", or, when it has ordered nothing, abandon it and choose another name.")
                        .withOtherRun(run))
                .orElseGet(() -> failed(found, wanted, "Choose another name, or use that instance."));
    }
}

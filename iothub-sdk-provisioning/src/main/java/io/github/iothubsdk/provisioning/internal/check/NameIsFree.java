package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreconditionCheck;

/** The name is how a lost order is found again, so it must belong to one instance only. */
record NameIsFree(Facts facts) implements PreconditionCheck {

    @Override
    public String name() {
        return "the name is free in the region";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        return facts.instances().stream()
                .filter(instance -> instance.name().equals(request.name()))
                .findFirst()
                .map(taken -> CheckResult.failed(
                        name(),
                        "instance " + taken.id() + " (" + taken.statusWord() + ") has the name " + request.name(),
                        "no instance of this name",
                        "Choose another name, or use that instance."))
                .orElseGet(() -> CheckResult.passed(name(), request.name()));
    }
}

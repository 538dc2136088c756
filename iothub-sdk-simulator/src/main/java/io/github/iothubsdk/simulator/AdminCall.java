package io.github.iothubsdk.simulator;

import io.github.iothubsdk.simulator.form.Given;
import io.github.iothubsdk.simulator.form.Misfit;
import java.util.List;
import java.util.stream.Collectors;

/** What somebody wants of the admin interface. */
record AdminCall(Simulator simulator, CloudState cloud, Given given) {
    /** Returns the account that it is about; the demo account unless it says otherwise. */
    Account account() {
        String accessKey = given.text("account", Demo.ACCESS_KEY);
        Key key = cloud.key(accessKey);
        if (key == null) {
            List<String> known = cloud.keys().stream().map(one -> one.accessKey).collect(Collectors.toList());
            throw new Misfit("account", "there is no account of that access key", known);
        }
        return new Account(cloud, key);
    }
}

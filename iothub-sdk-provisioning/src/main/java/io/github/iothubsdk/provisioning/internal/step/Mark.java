package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.flow.Progress;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;

/** A short token of the run in the instance's description, where the caller wants it: nobody else's order has it. */
final class Mark {

    private static final int LENGTH = 12;

    private Mark() {}

    /** Twelve hex digits. */
    static String token(Progress progress) {
        return progress.clientToken().replace("-", "").substring(0, LENGTH);
    }

    /** The description to order with; the token stands first, where a list that cuts descriptions still shows it. */
    static String description(Progress progress) {
        CreateInstanceRequest request = progress.request();
        if (!request.marksDescription()) {
            return request.description();
        }
        return ('[' + token(progress) + "] " + request.description()).strip();
    }
}

package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** Answers one route: reads and changes the cloud under its lock. */
interface Handler {
    /**
     * Returns the {@code result} of the answer, null for an operation without one.
     *
     * @throws ApiError when the answer is an error
     */
    @Nullable
    JsonObject answer(CallContext call);
}

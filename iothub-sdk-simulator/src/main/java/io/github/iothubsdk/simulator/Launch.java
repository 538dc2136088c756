package io.github.iothubsdk.simulator;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a simulator starts with.
 *
 * @param place where it listens; null for nowhere
 * @param onCall is told each call
 */
record Launch(Settings settings, Server.@Nullable Place place, Consumer<ServedCall> onCall) {}

package io.github.iothubsdk.simulator;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a simulator starts with.
 *
 * @param place where it listens; null for nowhere
 * @param onCall is told each call
 * @param state the file that it is kept in; null for none
 * @param furnishing what a new one begins with
 */
record Launch(
        Settings settings,
        Server.@Nullable Place place,
        Consumer<ServedCall> onCall,
        @Nullable Path state,
        Consumer<Simulator> furnishing) {}

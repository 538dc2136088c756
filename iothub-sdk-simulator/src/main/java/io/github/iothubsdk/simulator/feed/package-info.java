/** A stream of events for many listeners, none of whom holds up whoever publishes; knows nothing of the cloud. */
@NullMarked
package io.github.iothubsdk.simulator.feed;

import org.jspecify.annotations.NullMarked;

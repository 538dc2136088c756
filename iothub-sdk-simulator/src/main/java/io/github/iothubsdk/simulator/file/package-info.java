/** One file that is replaced as a whole, by one process, so that a kill leaves the old or the new; knows nothing of the cloud. */
@NullMarked
package io.github.iothubsdk.simulator.file;

import org.jspecify.annotations.NullMarked;

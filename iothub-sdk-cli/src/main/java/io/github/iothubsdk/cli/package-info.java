/** The {@code iothub} command line. */
@NullMarked
package io.github.iothubsdk.cli;

import org.jspecify.annotations.NullMarked;

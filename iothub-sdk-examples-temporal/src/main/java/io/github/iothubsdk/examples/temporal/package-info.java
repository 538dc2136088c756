/** How does Temporal do the waiting? */
@NullMarked
package io.github.iothubsdk.examples.temporal;

import org.jspecify.annotations.NullMarked;

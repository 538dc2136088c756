@NullMarked
package io.github.iothubsdk.cli;

import org.jspecify.annotations.NullMarked;

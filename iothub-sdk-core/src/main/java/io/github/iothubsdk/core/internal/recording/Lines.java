package io.github.iothubsdk.core.internal.recording;

import java.io.Closeable;
import java.io.IOException;

/** Where the lines of a recording go. */
interface Lines extends Closeable {

    /** Writes a line, and is done when it is with the operating system. */
    void append(String line) throws IOException;
}

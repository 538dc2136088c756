/** What a request in JSON may say, and how what it says is read; knows nothing of the cloud. */
@NullMarked
package io.github.iothubsdk.simulator.form;

import org.jspecify.annotations.NullMarked;

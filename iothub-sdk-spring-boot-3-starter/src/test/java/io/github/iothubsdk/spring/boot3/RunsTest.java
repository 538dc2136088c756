package io.github.iothubsdk.spring.boot3;

import io.github.iothubsdk.spring.contract.RunsContract;

/** Runs on this line. */
class RunsTest extends RunsContract {}

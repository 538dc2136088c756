package io.github.iothubsdk.spring.boot4;

import io.github.iothubsdk.spring.contract.RunsContract;

/** Runs on this line. */
class RunsTest extends RunsContract {}

package io.github.iothubsdk.spring.boot4;

import io.github.iothubsdk.spring.contract.BareContract;

/** Without what is optional on this line. */
class BareTest extends BareContract {}

package io.github.iothubsdk.spring.boot4;

import io.github.iothubsdk.spring.contract.TwoNodesContract;

/** Two nodes on this line. */
class TwoNodesTest extends TwoNodesContract {}

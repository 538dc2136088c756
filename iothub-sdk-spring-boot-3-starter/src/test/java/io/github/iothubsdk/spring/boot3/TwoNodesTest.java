package io.github.iothubsdk.spring.boot3;

import io.github.iothubsdk.spring.contract.TwoNodesContract;

/** Two nodes on this line. */
class TwoNodesTest extends TwoNodesContract {}

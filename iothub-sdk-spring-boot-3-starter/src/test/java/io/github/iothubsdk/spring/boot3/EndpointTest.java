package io.github.iothubsdk.spring.boot3;

import io.github.iothubsdk.spring.contract.EndpointContract;

/** The endpoint on this line. */
class EndpointTest extends EndpointContract {}

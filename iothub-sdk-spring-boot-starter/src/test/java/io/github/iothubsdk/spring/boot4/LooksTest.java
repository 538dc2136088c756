package io.github.iothubsdk.spring.boot4;

import io.github.iothubsdk.spring.contract.LooksContract;

/** The beans on this line. */
class LooksTest extends LooksContract {

    LooksTest() {
        super(IotHubAutoConfiguration.class);
    }
}

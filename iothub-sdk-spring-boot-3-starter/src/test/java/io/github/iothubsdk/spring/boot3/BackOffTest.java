package io.github.iothubsdk.spring.boot3;

import io.github.iothubsdk.spring.contract.BackOffContract;

/** The beans on this line. */
class BackOffTest extends BackOffContract {

    BackOffTest() {
        super(IotHubAutoConfiguration.class);
    }
}

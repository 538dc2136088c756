package io.github.iothubsdk.spring.boot3;

import io.github.iothubsdk.spring.contract.SecretsContract;

/** Secrets on this line. */
class SecretsTest extends SecretsContract {}

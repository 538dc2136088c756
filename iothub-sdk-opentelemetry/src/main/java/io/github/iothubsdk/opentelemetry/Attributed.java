package io.github.iothubsdk.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;

/**
 * What spans say. Those of HTTP are the stable ones of OpenTelemetry's conventions, written here so that no artifact of
 * constants comes with the module; a test compares them with that artifact.
 */
final class Attributed {

    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> CALL = AttributeKey.stringKey("iothub.call");
    static final AttributeKey<String> RUN = AttributeKey.stringKey("iothub.run.id");
    static final AttributeKey<String> ENDING = AttributeKey.stringKey("iothub.ending");
    static final AttributeKey<String> REASON = AttributeKey.stringKey("iothub.reason");
    static final AttributeKey<String> STEP = AttributeKey.stringKey("iothub.step");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("iothub.attempt");
    static final AttributeKey<String> ORDER = AttributeKey.stringKey("iothub.order.number");
    static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("iothub.instance.id");
    static final AttributeKey<String> AMOUNT = AttributeKey.stringKey("iothub.amount");
    static final AttributeKey<String> SCRIPT = AttributeKey.stringKey("iothub.script.sha256");

    private Attributed() {}
}

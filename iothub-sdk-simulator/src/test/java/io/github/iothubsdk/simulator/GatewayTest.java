package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private final SettableClock clock = new SettableClock();
    private final Simulator simulator =
            Simulator.builder().clock(clock).rateLimit(5).start();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void refusesAnUnknownRouteBeforeAnythingElse() throws Exception {
        assertThat(wire.get("iothub", "/v2/regions/cn-north-1/hubs").send("").error())
                .isEqualTo("404 NOT_FOUND: no such api [gw]");
        assertThat(wire.get("vpc", "/v1/regions/cn-north-1/vpcs").send().status())
                .as("the list's path ends in a slash")
                .isEqualTo(404);
    }

    @Test
    void refusesACallWithoutAuthorization() throws Exception {
        assertThat(wire.get("user", Wire.USER).send("").error())
                .isEqualTo("401 ACCESS_ERROR: lack of header authorization[gw]");
    }

    @Test
    void refusesAnotherAlgorithm() throws Exception {
        String authorization =
                "JDCLOUD3-HMAC-SHA256 Credential=a/20190501/r/s/jdcloud3_request, SignedHeaders=host, Signature=00";
        assertThat(wire.get("user", Wire.USER).send(authorization).error())
                .isEqualTo("401 UNAUTHENTICATED: malformed header authorization [gw]");
    }

    @Test
    void refusesAnUnknownAccessKey() throws Exception {
        Wire stranger = new Wire(simulator, clock, "STRANGER", "secret");
        assertThat(stranger.get("user", Wire.USER).send().error())
                .isEqualTo("401 UNAUTHENTICATED: unknown access key [gw]");
    }

    @Test
    void refusesAWrongSecret() throws Exception {
        assertThat(wire.get("user", Wire.USER).secret("wrong").send().error())
                .isEqualTo("401 UNAUTHENTICATED: the signature does not match [gw]");
    }

    @Test
    void refusesABodyThatIsNotTheSignedOne() throws Exception {
        assertThat(wire.post("iothub", Wire.HUB, Wire.createBody("a", "t"))
                        .swapBody(Wire.createBody("b", "t"))
                        .send()
                        .error())
                .isEqualTo("401 UNAUTHENTICATED: the signature does not match [gw]");
        assertThat(simulator.ledger().orders()).isEmpty();
        assertThat(simulator.ledger().writes()).as("it did arrive").isEqualTo(1);
    }

    @Test
    void refusesADateTooFarFromNow() throws Exception {
        Wire.Call call = wire.get("user", Wire.USER);
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(call.send().error())
                .isEqualTo("401 UNAUTHENTICATED: header x-jdcloud-date is too far from now [gw]");
    }

    @Test
    void acceptsADateAtTheEdgeOfTheTolerance() throws Exception {
        Wire.Call call = wire.get("user", Wire.USER);
        clock.advance(Duration.ofMinutes(15));
        assertThat(call.send().status()).isEqualTo(200);
    }

    @Test
    void refusesADateThatIsNotTheScopes() throws Exception {
        Wire.Call call = wire.get("user", Wire.USER);
        String authorization = "JDCLOUD2-HMAC-SHA256 Credential=" + Demo.ACCESS_KEY
                + "/20190502/jdcloud-api/user/jdcloud2_request, SignedHeaders=x-jdcloud-date;x-jdcloud-nonce,"
                + " Signature=" + "0".repeat(64);
        assertThat(call.send(authorization).error()).contains("missing or not of the scope's day");
        assertThat(call.header("x-jdcloud-date", "20190501T0800Z").send().error())
                .contains("malformed header");
    }

    @Test
    void refusesAScopeOfAnotherRegion() throws Exception {
        String mismatch = "401 UNAUTHENTICATED: the scope's region is not that of the path [gw]";
        assertThat(wire.get("iothub", Wire.HUB).region("cn-east-2").send().error())
                .isEqualTo(mismatch);
        assertThat(wire.get("iothub", Wire.HUB).region("jdcloud-api").send().error())
                .isEqualTo(mismatch);
        assertThat(wire.get("user", Wire.USER).region("cn-east-2").send().error())
                .isEqualTo(mismatch);
    }

    @Test
    void acceptsTheFallbackOfTheOfficialSdkForAPathWithoutARegion() throws Exception {
        assertThat(wire.get("user", Wire.USER).region("cn-north-1").send().status())
                .isEqualTo(200);
    }

    @Test
    void refusesAScopeOfAnotherService() throws Exception {
        assertThat(wire.get("rds", Wire.HUB).send().error())
                .isEqualTo("401 UNAUTHENTICATED: the scope's service is not iothub [gw]");
    }

    @Test
    void refusesAnUnsignedNonce() throws Exception {
        assertThat(wire.get("user", Wire.USER)
                        .unsigned("x-jdcloud-nonce", "n")
                        .send()
                        .error())
                .isEqualTo("401 UNAUTHENTICATED: x-jdcloud-date and x-jdcloud-nonce must be signed [gw]");
    }

    @Test
    void refusesANonceThatWasUsedBefore() throws Exception {
        Wire.Call call = wire.get("user", Wire.USER);
        assertThat(call.send().status()).isEqualTo(200);
        assertThat(call.send().error()).isEqualTo("403 HTTP_FORBIDDEN: please use different noncestr [gw]");
    }

    @Test
    void wantsTheSessionTokenInBase64AndSigned() throws Exception {
        demo.sessionToken("raw token");
        assertThat(wire.get("user", Wire.USER).send().error()).contains("must be present and signed");
        assertThat(wire.get("user", Wire.USER)
                        .unsigned("x-jdcloud-security-token", "cmF3IHRva2Vu")
                        .send()
                        .error())
                .contains("must be present and signed");
        assertThat(wire.get("user", Wire.USER).token("other").send().error()).contains("wrong");
        assertThat(wire.get("user", Wire.USER).token("raw token").send().status())
                .isEqualTo(200);
    }

    @Test
    void refusesTheSixthCallOfAMinuteWhenFiveAreAllowed() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(wire.get("user", Wire.USER).send().status()).isEqualTo(200);
        }
        assertThat(wire.get("user", Wire.USER).send().error()).isEqualTo("429 RATE_LIMIT: too many requests [gw]");
        clock.advance(Duration.ofMinutes(1));
        assertThat(wire.get("user", Wire.USER).send().status()).isEqualTo(200);
    }

    @Test
    void refusesAClosedRoute() throws Exception {
        demo.closeRoute(Route.LIST_INSTANCES);
        assertThat(wire.list().error()).isEqualTo("403 HTTP_FORBIDDEN: this api is not allowed [gw]");
    }

    @Test
    void refusesWhatAccessManagementDeniesInTheObservedBody() throws Exception {
        demo.deny("user:describeUser");
        Wire.Answer answer = wire.get("user", Wire.USER).send();
        assertThat(answer.error())
                .isEqualTo("403 HTTP_FORBIDDEN: You are not authorized to perform (user:describeUser)"
                        + " on resource (*) [IAM] [gw]");
        assertThat(answer.json().getAsJsonObject("error").get("details"))
                .hasToString("[{\"param0\":\"*\",\"param1\":\"user:describeUser\"}]");
    }

    @Test
    void refusesARegionThatDoesNotExist() throws Exception {
        assertThat(wire.get("iothub", "/v2/regions/mars-1/instances").send().error())
                .startsWith(
                        "400 INVALID_ARGUMENT: Request parameter regionId is 'mars-1', expected one of [cn-north-1");
    }

    @Test
    void stampsEveryAnswerWithItsRequestIdAndTheCloudsDate() throws Exception {
        Wire.Answer answer = wire.get("user", Wire.USER).send();
        String id = answer.json().get("requestId").getAsString();
        assertThat(id).matches("[a-z0-9]{32}");
        assertThat(answer.headers().firstValue("x-jdcloud-request-id")).contains(id);
        assertThat(answer.headers().firstValue("Date")).contains("Wed, 01 May 2019 08:00:00 GMT");
    }
}

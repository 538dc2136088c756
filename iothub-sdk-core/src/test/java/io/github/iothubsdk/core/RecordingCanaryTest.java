package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.PercentEncoding;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.Recorded;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bird in every field that JD Cloud is known to have, and in those that nobody knows: none is in the recording. */
class RecordingCanaryTest {

    /** Every field of the flow's operations, as they are published or inferred, and some that are not. */
    private static final List<String> FIELDS = Stream.of("""
            requestId result error code status message details param0 param1
            pin loginName accountId userAuth
            totalAmount availableAmount frozenAmount enableWithdrawAmount withdrawingAmount
            pageNumber pageSize filters operator values sorts direction tagFilters vpcIds vpcNames azType azs subnetIds
            subnetNames routeTableId aclId vpcId subnetType type parentResourceId
            vpc vpcs vpcName addressPrefix description aclIds routeTableIds subnets createdTime az vpcPolicyId enableMulticast
            subnet subnetId subnetName availableIpCount ipMaskLen startIp endIp publicSubnet domainNames domainNameServers
            quota maxLimit count totalCount
            dbInstances dbInstanceAttributes instanceId instanceName instanceType instanceStorageType storageEncrypted engine
            engineVersion instanceClass instanceStorageGB instanceCPU instanceMemoryMB regionId azId instanceStatus
            publicDomainName internalDomainName createTime charge tags sourceInstanceId instancePort resourceGroupId
            resourceGroupName parameterGroupId parameterGroupName parameterStatus connectionMode auditStatus roInstanceIds
            primaryNode secondaryNode instanceVip chargeMode chargeStatus chargeStartTime chargeExpiredTime chargeRetireTime
            instanceSpec parameterGroup tagSpec chargeSpec chargeUnit chargeDuration autoRenew buyScenario orderId
            databases dbName dbStatus characterSetName comment accessPrivilege accountName privilege accountPassword notes
            accounts accountStatus accountType accountPrivileges databasePrivileges privileges tablePrivileges tableName
            globalPrivileges whiteLists name ips whiteListName instanceExistence
            orderNumber autoPay includeDetail data queryVo appCode serviceCode startTime endTime orderType payType
            totalFee discountFee actualFee favorableFee balancePay moneyPay paidFee refundFee payTime updatedTime
            expirationTime payUrl payer paymentChannel paymentNumber proposer remark activityType selfSupportType siteType
            appName serviceName childOrderDetailList orderItemDetails itemId itemName unit quantity formula priceSnapshot
            extraInfo value resizeFormulaType expireDateBefore expireDateAfter orderItemDetailResponse resultList totalPage
            customInfo promotionInfo returnUrl resourceId sourceId taskId success orderResourceInfoList
            cmd packageCount orderList site region billingType timeSpan timeUnit networkOperator totalPrice
            discountedTotalPrice totalDiscount afterFavorableTotalPrice eraseTotalPrice totalOriginalPrice totalUnitPrice
            instanceinfoVO regionInfo regionName azInfo azName resourceList resourceName monitorIotCoreInstances page pageinfo
            iotcoreInstances portalAddress linkDomain progress expiredTime subNetName subNetId publicDomain internalDomain
            iotcoreUserName iotcoreUserCreatedTime isSuccess rdsHostName rdsInstanceId rdsGroupId rdsDatabase rdsUserName
            rdsPassword rdsPasswd clientToken pubDomain priDomain progressValue maxDevices maxMessages maxMessage id userPin
            deleteTime replicaNum iothubAgentId iothubStatus jcqId jcqAccessPoint jcqTopicName jcqTopicType jcqRegion ak sk
            instanceUuid nowPage totalSize userStatus tenantStatus orderNum orderNo buyId instances instance list
            assumeRoleInfo roleJrn credentials accessKey secretKey sessionToken expiration
            odd newField somethingElse password signature
            """.split("\\s+")).toList();

    private static final String BIRD = "CanaryQuokka";
    private static final String CHINESE = "金丝雀";
    private static final String NUMBER = "73918462";

    private final VirtualTime timeSource = new VirtualTime();

    private final Path directory;

    RecordingCanaryTest(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Each kind of JSON that a field may hold, with a bird in it. */
    static Map<String, String> birds() {
        Map<String, String> birds = new LinkedHashMap<>();
        birds.put("text", "\"" + BIRD + "-7\"");
        birds.put("upper-case word", "\"CANARY_QUOKKA\"");
        birds.put("Chinese", "\"" + CHINESE + "\"");
        birds.put("escaped", "\"\\u0043anary\\u0051uokka\\u0000\\ud83d\\ude00\"");
        birds.put("percent", "\"" + PercentEncoding.encode(CHINESE) + BIRD + "\"");
        birds.put("number", NUMBER + "05");
        birds.put("decimal", "-" + NUMBER + ".25");
        birds.put("exponent", NUMBER + "e3");
        birds.put("amount", "\"" + NUMBER + ".50\"");
        birds.put("number as text", "\"" + NUMBER + "\"");
        birds.put("array", "[\"" + BIRD + "\",[" + NUMBER + "],{\"" + BIRD + " x\":\"" + BIRD + "\"}]");
        birds.put(
                "object", "{\"name\":\"" + BIRD + "\",\"deep\":{\"status\":[{\"" + CHINESE + "\":\"" + BIRD + "\"}]}}");
        birds.put("time", "\"2026 " + BIRD + " 10:00:00\"");
        birds.put("address", "\"https://" + BIRD + ":" + NUMBER + "@" + BIRD + "/?" + CHINESE + "\"");
        birds.put("JSON", "\"{\\\"pin\\\":\\\"" + BIRD + "\\\"}\"");
        return birds;
    }

    static Stream<String> everyFieldHolding() {
        return birds().keySet().stream();
    }

    private static void free(String whole) {
        assertThat(whole.toLowerCase(Locale.ROOT))
                .doesNotContain("canary", "quokka", NUMBER, CHINESE, "canary_quokka", "%e9%87%91")
                .doesNotContain(Base64.getEncoder()
                        .encodeToString(BIRD.getBytes(StandardCharsets.UTF_8))
                        .substring(0, 12));
    }

    private ApiClient client(Path file, ScriptedTransport transport) {
        ApiConfig config = ApiConfig.builder()
                .transport(() -> transport)
                .timeSource(timeSource)
                .rateLimit(0)
                .retries(RetryPolicy.none())
                .recording(file, Map.of("dialect", "test"), Set.of())
                .build();
        Credentials keys = Credentials.of("AK" + BIRD, Secret.of("SK" + BIRD), Secret.of("TOKEN" + BIRD));
        return new ApiClient(CredentialsProvider.of(keys), config);
    }

    private void attempt(ApiClient client, ApiCall call) {
        try {
            client.call(call.commit(Calls.Vpc.class, vpc -> true), Calls.minute(timeSource));
        } catch (ApiException e) {
            // most of these answers are none that can be understood
        }
    }

    @ParameterizedTest
    @MethodSource
    void everyFieldHolding(String kind) {
        String bird = birds().getOrDefault(kind, "");
        List<String> pairs = new ArrayList<>();
        FIELDS.forEach(field -> pairs.add("\"" + field + "\":" + bird));
        String flat = "{" + String.join(",", pairs) + "}";
        String nested =
                "{\"requestId\":" + bird + ",\"result\":{\"data\":[" + flat + "," + flat + "]},\"error\":" + flat + "}";
        var transport = new ScriptedTransport(
                ScriptedTransport.json(200, nested),
                ScriptedTransport.json(403, flat),
                ScriptedTransport.json(200, "[" + flat + "]"));
        Path file = directory.resolve("canaries.jsonl");
        try (ApiClient client = client(file, transport)) {
            for (int answer = 0; answer < 3; answer++) {
                attempt(client, Calls.create().body(request(bird)));
            }
        }
        Recorded recorded = Recorded.in(file);
        free(recorded.whole());
        assertThat(recorded.exchanges()).hasSize(3);
        assertThat(recorded.exchanges().get(0).get("response")).isPresent(); // it is not that nothing was read
        assertThat(recorded.whole()).contains("\"expirationTime\":", "\"rdsPasswd\":\"<secret>\"");
    }

    /** A request body is written by the SDK, so that it holds the same values as maps. */
    private static Map<String, Object> request(String bird) {
        Object value = io.github.iothubsdk.core.internal.json.Json.read("{\"v\":" + bird + "}", Map.class)
                .get("v");
        Map<String, Object> body = new LinkedHashMap<>();
        FIELDS.forEach(field -> body.put(field, String.valueOf(value)));
        body.put(
                "queryVo",
                Map.of("name", String.valueOf(value), "more", List.of(Map.of("pin", String.valueOf(value)))));
        return body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {BIRD, CHINESE, BIRD + ":pay", "a/" + BIRD + "?x=" + CHINESE, "%" + BIRD + "+ " + NUMBER, NUMBER})
    void pathsAndQueries(String bird) {
        Path file = directory.resolve("paths.jsonl");
        try (ApiClient client = client(file, new ScriptedTransport(ScriptedTransport.json(200, "{}")))) {
            ApiCall call = ApiCall.get(
                            Calls.VPC,
                            "cn-north-1",
                            "/regions/{region}/vpcs/{}/more" + BIRD + "/{}:" + BIRD,
                            bird,
                            bird)
                    .query("vpcId", bird)
                    .query("odd", bird)
                    .query(bird, "1")
                    .query("filters.1.values.1", bird)
                    .query("filters.1.name", bird)
                    .query("pageNumber", bird)
                    .query("password", bird);
            attempt(client, call);
        }
        Recorded recorded = Recorded.in(file);
        free(recorded.whole());
        assertThat(recorded.at(0, "path")).startsWith("\"/v1/regions/cn-north-1/vpcs/");
        assertThat(recorded.at(0, "query", "password")).isEqualTo("\"<secret>\"");
    }

    @Test
    void servicesRegionsAndHosts() {
        Path file = directory.resolve("services.jsonl");
        try (ApiClient client = client(file, new ScriptedTransport(ScriptedTransport.json(200, "{}")))) {
            attempt(client, ApiCall.get(new Service(BIRD, BIRD), BIRD, "/regions/{region}/vpcs"));
        }
        free(Recorded.in(file).whole());
    }

    @Test
    void headersEitherWay() {
        Path file = directory.resolve("headers.jsonl");
        Map<String, String> headers = new LinkedHashMap<>();
        Stream.of(
                        "content-type",
                        "date",
                        "retry-after",
                        "x-jdcloud-request-id",
                        "server",
                        "set-cookie",
                        BIRD,
                        "location")
                .forEach(name -> headers.put(name, BIRD + "; " + NUMBER));
        try (ApiClient client = client(file, new ScriptedTransport(ScriptedTransport.answer(200, "{}", headers)))) {
            attempt(client, Calls.show());
        }
        Recorded recorded = Recorded.in(file);
        free(recorded.whole());
        assertThat(recorded.whole()).doesNotContain("Signature", "uthorization", "x-jdcloud-nonce", "server", "ookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BIRD,
                "<html>" + BIRD + CHINESE,
                "\"" + BIRD + "\"",
                "[{\"name\":\"" + BIRD + "\"}]",
                "{\"name\":\"" + BIRD,
                "{\"name\":\"" + BIRD + "\"} " + BIRD,
                "{\"name\":\"" + BIRD + "\",\"name\":\"" + BIRD + "\"}",
                "{name:'" + BIRD + "'}",
                "73918462"
            })
    void answersThatAreNoJsonObject(String body) {
        Path file = directory.resolve("text.jsonl");
        try (ApiClient client = client(file, new ScriptedTransport(ScriptedTransport.json(200, body)))) {
            attempt(client, Calls.show());
        }
        Recorded recorded = Recorded.in(file);
        free(recorded.whole());
        assertThat(recorded.at(0, "text")).isEqualTo("\"<text:" + body.getBytes(StandardCharsets.UTF_8).length + ">\"");
        assertThat(recorded.exchanges().get(0).get("response")).isEmpty();
    }

    @Test
    void errorsOfTheTransport() {
        Path file = directory.resolve("failed.jsonl");
        try (ApiClient client =
                client(file, new ScriptedTransport(ScriptedTransport.failing(new java.io.IOException(BIRD))))) {
            attempt(client, Calls.show());
        }
        free(Recorded.in(file).whole());
        assertThat(Recorded.in(file).at(0, "failed")).isEqualTo("\"no-answer\"");
    }
}

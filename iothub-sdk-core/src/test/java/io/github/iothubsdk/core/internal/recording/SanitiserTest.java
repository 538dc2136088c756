package io.github.iothubsdk.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanitiserTest {

    private final KnownSecrets secrets = new KnownSecrets();
    private final Sanitiser sanitiser = new Sanitiser(secrets);

    private String safe(String json) {
        return sanitiser
                .named(sanitiser.values(JsonValue.object(json).orElseThrow()))
                .write();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'instanceStatus':'BUILDING','progressValue':45,'totalCount':1,'pageNumber':'1','createTime':1556697600}",
                "{'status':'NO_PAY','payTime':null,'createTime':'2019-05-01 16:00:00','serviceName':'IoT Hub'}",
                "{'endTime':0,'createdTime':'2019-04-20T03:10:22Z','chargeExpiredTime':'','updatedTime':1556697600123}",
                "{'regionId':'cn-north-1','azId':['cn-north-1a','cn-north-1b'],'autoPay':true,'publicSubnet':false}",
                "{'engineVersion':'5.7','instancePort':'3306','userAuth':2,'characterSetName':'utf8','privilege':'rw'}",
                "{'code':403,'status':'HTTP_FORBIDDEN','message':'please use different noncestr [gw]','details':[]}",
                "{'param1':'iothub:describeInstances','message':'this api is not allowed [gw]'}",
                "{'aclIds':[],'pubDomain':'','tags':{}}"
            })
    void keepsWhatTellsNothingOfAnybody(String json) {
        String given = json.replace('\'', '"');

        assertThat(safe(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'odd':'twelve chars'}|{'odd':'<text:12>'}",
                "{'odd':-1234.56}|{'odd':-1000.00}",
                "{'odd':9.9e7}|{'odd':1.0}",
                "{'odd':true}|{'odd':false}",
                "{'odd':[{'more':[7,'x']}]}|{'odd':[{'more':[1,'<text:1>']}]}",
                "{'odd':null}|{'odd':null}",
                "{'status':'jane'}|{'status':'<text:4>'}",
                "{'totalCount':1234567}|{'totalCount':1000000}",
                "{'createTime':785455908941}|{'createTime':100000000000}",
                "{'createTime':'by jane at 3'}|{'createTime':'<text:12>'}",
                "{'name':true}|{'name':false}",
                "{'actualFee':'free'}|{'actualFee':'<text:4>'}",
                "{'actualFee':1e999999999}|{'actualFee':1}",
                "{'message':'Jane may not'}|{'message':'<text:12>'}",
                "{'error':'Jane may not'}|{'error':'<text:12>'}",
                "{'param1':'jane:doe'}|{'param1':'<text:8>'}",
                "{'description':'装瓶'}|{'description':'<2>'}"
            })
    void tellsOnlyTheShapeOfAnythingElse(String json, String expected) {
        String shape = expected.replace('\'', '"');

        assertThat(safe(json.replace('\'', '"')))
                .matches(
                        shape.contains("<2>")
                                ? "\\{\"description\":\"[a-z]{2}\"}"
                                : java.util.regex.Pattern.quote(shape));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rdsPasswd",
                "password",
                "dbPWD",
                "clientToken",
                "sessionToken",
                "secretKey",
                "accessKey",
                "key",
                "signature",
                "Authorization",
                "x-jdcloud-security-token",
                "ak",
                "sk",
                "cookie",
                "privateKey",
                "filters.1.key"
            })
    void neverTellsASecretNotEvenItsLength(String name) {
        String safe = safe("{\"" + name + "\":\"Demo1234\",\"result\":{\"" + name + "\":[{\"a\":\"x\"}],\"n\":{\""
                + name + "\":12345678}}}");

        assertThat(safe)
                .doesNotContain("Demo1234", "<text", "12345678", "10000000")
                .contains(":\"<secret>\"");
        assertThat(safe.split("<secret>", -1)).hasSize(4);
    }

    @Test
    void tellsNothingOfWhatIsInsideASecret() {
        assertThat(
                        safe(
                                "{\"credentials\":{\"status\":\"RUNNING\",\"autoPay\":true,\"totalCount\":7},\"token\":null,\"key\":\"\"}"))
                .isEqualTo("{\"credentials\":\"<secret>\",\"token\":null,\"key\":\"<secret>\"}");
    }

    @Test
    void keepsTheGatewaysDenialButForItsResource() {
        String told = safe("{\"message\":\"You are not authorized to perform (iothub:createInstance) on resource"
                + " (jrn:iothub:plant-7) [IAM] [gw]\",\"details\":[{\"param0\":\"jrn:iothub:plant-7\"}]}");

        assertThat(told)
                .matches(
                        "\\{\"message\":\"You are not authorized to perform \\(iothub:createInstance\\) on resource"
                                + " \\(([a-z]{3}:[a-z]{6}:[a-z]{5}-[0-9])\\) \\[IAM] \\[gw]\",\"details\":\\[\\{\"param0\":\"\\1\"}]}");
        assertThat(safe("{\"message\":\"You are not authorized to perform (jane:doe) on resource (*) [IAM] [gw]\"}"))
                .contains("perform (<text:8>) on resource (*)");
    }

    @Test
    void hidesNamesThatAreNotThoseOfFields() {
        assertThat(safe("{\"vpc-yn4dblxgeb\":1,\"装瓶线\":1,\"Jane Doe\":1,\"" + "n".repeat(41)
                        + "\":1,\"装瓶线 \":1,\"newField\":1,"
                        + "\"ipv6Cidr\":1,\"785455908941\":1,\"a9f3k2m7\":1,\"result\":{\"装瓶线\":1}}"))
                .isEqualTo("{\"key-1\":1,\"key-2\":1,\"key-3\":1,\"key-4\":1,\"key-5\":1,\"newField\":1,\"ipv6Cidr\":1,"
                        + "\"key-6\":1,\"key-7\":1,\"result\":{\"key-2\":1}}");
    }

    @Test
    void hidesANameThatIsSomebodysNameElsewhere() {
        assertThat(safe("{\"plantseven\":{\"name\":\"plantseven\"}}"))
                .matches("\\{\"key-1\":\\{\"name\":\"[a-z]{10}\"}}");
        assertThat(safe("{\"plantseven\":1}")).isEqualTo("{\"key-1\":1}");
    }

    @Test
    void hidesSecretsOfTheClientWhereWordsWouldStay() {
        secrets.learn(List.of("canaryHiddenWord"));

        assertThat(safe("{\"canaryHiddenWord\":1,\"hasCanaryHiddenWord\":1,\"param1\":\"iothub:canaryHiddenWord\"}"))
                .isEqualTo("{\"key-1\":1,\"key-2\":1,\"param1\":\"<secret>\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"description", "name", "regionId", "status", "createTime", "odd", "message", "param1"})
    void neverTellsTheShapeOfASecretOfTheClient(String field) {
        secrets.learn(List.of("Demo1234"));

        assertThat(safe("{\"" + field + "\":\"Demo1234\"}")).isEqualTo("{\"" + field + "\":\"<secret>\"}");
        assertThat(safe("{\"" + field + "\":[\"the password is Demo1234.\"]}"))
                .isEqualTo("{\"" + field + "\":[\"<secret>\"]}");
    }

    @Test
    void neverTellsTheShapeOfASecretThatIsANumberOrAKnownWord() {
        secrets.learn(List.of("81726354", "RUNNING"));

        assertThat(
                        safe(
                                "{\"accountId\":81726354,\"actualFee\":81726354,\"n\":{\"actualFee\":\"81726354\"},\"status\":\"RUNNING\"}"))
                .isEqualTo(
                        "{\"accountId\":\"<secret>\",\"actualFee\":\"<secret>\",\"n\":{\"actualFee\":\"<secret>\"},\"status\":\"<secret>\"}");
        assertThat(sanitiser.text("81726354")).isEqualTo("<secret>");
        assertThat(sanitiser.place("of81726354")).isEqualTo("<secret>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'newField':'plantseven','plantseven':{'a':1}}",
                "{'token':'plantseven','plantseven':1}",
                "{'credentials':{'a':[{'odd':'plantseven'}]},'plantseven':1}",
                "{'status':'plantseven','plantseven':1}",
                "{'createTime':'plantseven','plantseven':1}",
                "{'message':'plantseven','plantseven':1}",
                "{'vpcName':'PlantSeven','plantseven':1}",
                "{'newField':'plantseven','PLANTSEVEN':1}",
            })
    void hidesANameThatIsAHiddenValueElsewhereInWhateverCase(String json) {
        assertThat(safe(json.replace('\'', '"')).toLowerCase(java.util.Locale.ROOT))
                .contains("\"key-1\":")
                .doesNotContain("plantseven");
    }

    @Test
    void hidesEveryNewNameOnceItCannotRememberMore() {
        StringBuilder many = new StringBuilder("{\"odd\":[\"x\"");
        for (int i = 0; i < Substitution.MOST; i++) {
            many.append(",\"word ").append(i).append('"');
        }
        assertThat(safe("{\"newField\":1}")).isEqualTo("{\"newField\":1}");
        assertThat(safe(many + ",\"plantseven\"]}")).startsWith("{\"key-1\":");

        assertThat(sanitiser.isFull()).isTrue();
        assertThat(safe("{\"plantseven\":1,\"status\":\"RUNNING\"}")).isEqualTo("{\"key-2\":1,\"status\":\"RUNNING\"}");
    }

    @Test
    void keepsANumberThatIsAnIdEqualToItsText() {
        assertThat(safe("{\"accountId\":785455908941,\"pin\":\"785455908941\"}"))
                .matches("\\{\"accountId\":([1-9][0-9]{11}),\"pin\":\"\\1\"}")
                .doesNotContain("785455908941");
    }

    @Test
    void keepsTheOrder() {
        assertThat(safe("{\"result\":{\"status\":\"PAID\",\"code\":1,\"autoPay\":true,\"page\":null}}"))
                .isEqualTo("{\"result\":{\"status\":\"PAID\",\"code\":1,\"autoPay\":true,\"page\":null}}");
    }
}

package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.support.Calls;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCallTest {

    private static final Service ORDER = new Service("order", "v2");

    @Test
    void keepsTheColonOfACustomVerb() {
        assertThat(ApiCall.post(ORDER, "cn-north-1", "/regions/{region}/order/{}:pay", "42")
                        .path())
                .isEqualTo("/v2/regions/cn-north-1/order/42:pay");
    }

    @Test
    void encodesEverySegment() {
        assertThat(ApiCall.get(ORDER, "r", "/a/{}/b/{}", "x/y z:{}", "\u4e2d?#&%")
                        .path())
                .isEqualTo("/v2/a/x%2Fy%20z%3A%7B%7D/b/%E4%B8%AD%3F%23%26%25");
    }

    @Test
    void keepsATrailingSlash() {
        assertThat(ApiCall.get(Calls.VPC, "cn-north-1", "/regions/{region}/vpcs/")
                        .path())
                .isEqualTo("/v1/regions/cn-north-1/vpcs/");
    }

    @Test
    void sortsTheQueryByEncodedName() {
        ApiCall call = Calls.show()
                .query("pageNumber", "1")
                .query("filters.1.values.1", "a b&c=\u4e2d")
                .query("filters.1.name", "")
                .query("a-b", "2")
                .query("a", "1")
                .query("pageNumber", "3");
        assertThat(call.queryString())
                .isEqualTo("a=1&a-b=2&filters.1.name=&filters.1.values.1=a%20b%26c%3D%E4%B8%AD&pageNumber=3");
    }

    @Test
    void leavesTheCallItWasMadeFromAlone() {
        ApiCall plain = Calls.show();
        plain.query("a", "1").body(Map.of());
        assertThat(plain.queryString()).isEmpty();
        assertThat(plain.body()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void refusesASegmentThatWouldBecomeAnotherPath(String segment) {
        assertThatThrownBy(() -> ApiCall.delete(Calls.VPC, "cn-north-1", "/regions/{region}/vpcs/{}", segment))
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContaining("/regions/{region}/vpcs/{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "cn-north-1\r\nX-Evil: 1", "cn north", "a/b", "\u4e2d"})
    void refusesARegionThatCannotBeSigned(String region) {
        assertThatThrownBy(() -> ApiCall.get(Calls.VPC, region, "/regions/{region}/vpcs/"))
                .isInstanceOf(ApiException.Misconfigured.class)
                .hasMessageContaining("region");
    }

    @Test
    void showsNeitherQueryNorBody() {
        ApiCall call = Calls.create().query("secret", "canary").body(Map.of("rdsPasswd", "canary"));
        assertThat(call).hasToString("vpc POST /v1/regions/cn-north-1/vpcs/");
        assertThat(call.commit(Calls.Vpc.class, any -> true).toString()).doesNotContain("canary");
        assertThat(call.read(Calls.Vpc.class, any -> true).toString()).doesNotContain("canary");
    }
}

package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An approval says what its program reads, and nothing beside it that a person may read and believe. */
class ApprovalTextTest {

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();
    private final CreateInstanceRequest request =
            Cloud.request("plant-7").spendAtMost(Money.cny("100.00")).build();
    private final Approval approval = client.approve(client.preflight(request), "jane", Duration.ofHours(4));

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private static String with(String json, String part, String other) {
        assertThat(json).contains(part);
        return json.replace(part, other);
    }

    @Test
    void saysNothingThatIsNotRead() {
        String json = approval.toJson();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("a note", "{\"note\":\"by the board, for at most CNY 10.00\"," + json.substring(1));
        texts.put("null", "{\"note\":null," + json.substring(1));
        texts.put("in the run", with(json, "\"run\":{", "\"run\":{\"approvedCeiling\":\"10.00\","));
        texts.put(
                "a lookalike",
                with(json, "\"run\":{", "\"run\":{\"spendAtM\u043est\":{\"amount\":\"1.00\",\"currency\":\"CNY\"},"));
        texts.put("in approved", with(json, "\"approved\":{", "\"approved\":{\"by \":\"the board\","));
        texts.put("in a check", with(json, "\"outcome\":\"PASSED\"", "\"outcome\":\"PASSED\",\"by\":\"li\""));
        texts.put("a comment", "/* at most 1 yuan */" + json);
        texts.put("a comment behind", json + " // at most 1 yuan");
        texts.put("a comment with #", "# at most 1 yuan\n" + json);
        texts.put("single quotes", json.replace('"', '\''));
        texts.put("no quotes", with(json, "\"approval\":1", "approval:1"));
        texts.put("=", with(json, "\"approval\":1", "\"approval\"=1"));
        texts.put("a byte order mark", "\ufeff" + json);
        texts.put("a prefix against scripts", ")]}'\n" + json);
        texts.put("a semicolon", json + ";");
        texts.put("twice", json + json);

        texts.forEach(
                (what, text) -> assertThatIllegalArgumentException().as(what).isThrownBy(() -> Approval.parse(text)));
    }

    /** As tools write it that keep what is in it. */
    @Test
    void mayBeSpacedOtherwise() {
        String spaced = approval.toJson().replace(",\"", ",\n  \"").replace("\":", "\": ");

        assertThat(Approval.parse(spaced + "\n")).isEqualTo(approval);
    }
}

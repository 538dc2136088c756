package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import okio.ByteString;

/** A call that is still to land, as it is kept: all but its headers, and no secret. */
final class LateFormat {
    private LateFormat() {}

    static JsonObject write(CloudState.Late late) {
        CallContext call = late.call();
        JsonObject parameters = new JsonObject();
        call.parameters().forEach(parameters::addProperty);
        return new Row()
                .with("due", late.due())
                .with("route", late.route())
                .with("accessKey", call.key().accessKey)
                .with("target", Visible.withoutSecrets(call.request().target()))
                .with("body", body(call.request().text()))
                .with("parameters", parameters)
                .json();
    }

    /** However large it is: the effect is made of it. What is read as no JSON now is read as none then. */
    private static String body(String text) {
        try {
            return Json.write(withoutSecrets(Json.read(text)));
        } catch (ApiError none) {
            return "-";
        }
    }

    private static JsonObject withoutSecrets(JsonObject object) {
        JsonObject without = new JsonObject();
        object.asMap().forEach((name, value) -> {
            boolean isSecret = Redacted.isSecret(name);
            without.add(name, isSecret ? Json.element("******") : within(value));
        });
        return without;
    }

    /** As deep as Gson reads: 255 levels. */
    private static JsonElement within(JsonElement element) {
        if (element instanceof JsonArray array) {
            JsonArray without = new JsonArray();
            array.forEach(item -> without.add(within(item)));
            return without;
        }
        return element instanceof JsonObject object ? withoutSecrets(object) : element;
    }

    static CloudState.Late read(KeptJson kept, CloudState cloud, Key key) {
        Map<String, String> parameters = new HashMap<>();
        KeptJson named = kept.object("parameters");
        named.json().keySet().forEach(name -> parameters.put(name, named.text(name)));
        Route route = kept.word("route", Route.class);
        Request request =
                new Request(route.method(), kept.text("target"), Map.of(), ByteString.encodeUtf8(kept.text("body")));
        return new CloudState.Late(new CallContext(cloud, key, request, parameters, kept.instant("due")), route);
    }
}

package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** How an order looks on the wire: fees are JSON numbers, times are without a zone. */
final class OrderRows {
    /** IoT Hub's application code; INFERRED. */
    static final String APP_CODE = "jcloud";
    /** IoT Hub's service code; INFERRED. */
    static final String SERVICE_CODE = "iothub";

    private OrderRows() {}

    /** Of other services none is told. */
    static String serviceCode(HubOrder order) {
        return order.origin.isHub() ? SERVICE_CODE : "";
    }

    static String payType(HubOrder order) {
        return order.isPrePaid() ? "PRE_PAID" : "POST_PAID";
    }

    static String chargeMode(HubOrder order) {
        return order.isPrePaid() ? "CONFIG" : "FLOW";
    }

    /** The flat row of queryOrders: no item, so neither the instance's name nor its id. */
    static JsonObject row(HubOrder order, CallContext call) {
        return new Row()
                .with("orderNumber", order.number)
                .with("orderType", "NEW")
                .with("payType", payType(order))
                .with("chargeMode", chargeMode(order))
                .with("status", order.status(call.now()).name())
                .with("actualFee", order.amount)
                .with("totalFee", order.amount)
                .with("discountFee", 0)
                .withIf(tellsCreation(call), "createTime", time(order.createdAt, call))
                .with("payTime", order.paidAt == null ? null : time(order.paidAt, call))
                .withIf(!order.origin.service().isEmpty(), "serviceName", order.origin.service())
                .with("pin", order.account.pin)
                .with("appCode", APP_CODE)
                .with("selfSupportType", "SELF_SUPPORT")
                .json();
    }

    private static boolean tellsCreation(CallContext call) {
        return call.cloud().settings.orders().tellsCreation();
    }

    static JsonObject detail(HubOrder order, CallContext call, boolean withItems) {
        JsonObject detail = row(order, call);
        BigDecimal paid = order.paidAt == null ? BigDecimal.ZERO : order.amount;
        detail.addProperty("favorableFee", order.paidByCoupon);
        detail.addProperty("balancePay", paid.subtract(order.paidByCoupon));
        detail.addProperty("moneyPay", 0);
        detail.addProperty("paidFee", paid);
        detail.addProperty("refundFee", order.refunded);
        detail.addProperty("activityType", "NORMAL");
        detail.addProperty("siteType", "MAIN_SITE");
        detail.addProperty("expirationTime", time(order.expiresAt, call));
        detail.add("childOrderDetailList", new JsonArray());
        detail.add("orderItemDetails", Json.array(withItems ? List.of(item(order, call)) : List.of()));
        return detail;
    }

    private static JsonObject item(HubOrder order, CallContext call) {
        return new Row()
                .with("orderNumber", order.number)
                .with("itemId", order.instance.id)
                .withIf(order.origin.hasNamedItem(), "itemName", order.instance.name)
                .with("status", order.itemStatus(call.now(), call.cloud().settings))
                .with("chargeMode", chargeMode(order))
                .with("quantity", 1)
                .with("totalFee", order.amount)
                .with("actualFee", order.amount)
                .withIf(tellsCreation(call), "createTime", time(order.createdAt, call))
                .with("extraInfo", extraInfo(order, call))
                .json();
    }

    private static JsonArray extraInfo(HubOrder order, CallContext call) {
        JsonArray extra = new JsonArray();
        if (call.cloud().settings.orders().showsDescription()) {
            extra.add(Json.object("name", "description", "value", order.instance.description));
        }
        return extra;
    }

    private static String time(Instant instant, CallContext call) {
        return call.cloud().settings.orders().time().format(instant);
    }
}

package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an order looks on the wire: fees are JSON numbers, times are without a zone (UTC+8 is INFERRED). */
final class OrderRows {
    /** IoT Hub's application code; INFERRED. */
    static final String APP_CODE = "jcloud";
    /** IoT Hub's service code; INFERRED. */
    static final String SERVICE_CODE = "iothub";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

    private OrderRows() {}

    static String payType(HubOrder order) {
        return order.isPrePaid() ? "PRE_PAID" : "POST_PAID";
    }

    static String chargeMode(HubOrder order) {
        return order.isPrePaid() ? "CONFIG" : "FLOW";
    }

    /** The flat row of queryOrders: no item, so neither the instance's name nor its id. */
    static JsonObject row(HubOrder order, Visit visit) {
        return Json.object(
                "orderNumber",
                order.number,
                "orderType",
                "NEW",
                "payType",
                payType(order),
                "chargeMode",
                chargeMode(order),
                "status",
                order.status(visit.now()).name(),
                "actualFee",
                order.amount,
                "totalFee",
                order.amount,
                "discountFee",
                0,
                "createTime",
                TIME.format(order.createdAt),
                "payTime",
                time(order.paidAt),
                "serviceName",
                "IoT Hub",
                "pin",
                order.account.pin,
                "appCode",
                APP_CODE,
                "selfSupportType",
                "SELF_SUPPORT");
    }

    static JsonObject detail(HubOrder order, Visit visit, boolean withItems) {
        JsonObject detail = row(order, visit);
        BigDecimal paid = order.paidAt == null ? BigDecimal.ZERO : order.amount;
        detail.addProperty("favorableFee", order.paidByCoupon);
        detail.addProperty("balancePay", paid.subtract(order.paidByCoupon));
        detail.addProperty("moneyPay", 0);
        detail.addProperty("paidFee", paid);
        detail.addProperty("refundFee", 0);
        detail.addProperty("activityType", "NORMAL");
        detail.addProperty("siteType", "MAIN_SITE");
        detail.addProperty("expirationTime", TIME.format(order.expiresAt));
        detail.add("childOrderDetailList", new JsonArray());
        detail.add("orderItemDetails", Json.array(withItems ? List.of(item(order, visit)) : List.of()));
        return detail;
    }

    private static JsonObject item(HubOrder order, Visit visit) {
        return Json.object(
                "orderNumber",
                order.number,
                "itemId",
                order.instance.id,
                "itemName",
                order.instance.name,
                "status",
                order.itemStatus(visit.now(), visit.world().settings),
                "chargeMode",
                chargeMode(order),
                "quantity",
                1,
                "totalFee",
                order.amount,
                "actualFee",
                order.amount,
                "createTime",
                TIME.format(order.createdAt),
                "extraInfo",
                new JsonArray());
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : TIME.format(instant);
    }
}

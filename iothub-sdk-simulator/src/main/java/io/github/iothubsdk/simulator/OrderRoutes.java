package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Paying and looking up orders, as published; the unit of the time filters is INFERRED. */
final class OrderRoutes {
    private static final int PAGE_SIZE = 10;

    private OrderRoutes() {}

    /** Only {@code autoPay: true} pays; anything else leaves the order as it is. */
    static JsonObject pay(CallContext call) {
        HubOrder order = find(call);
        boolean autoPay = Body.of(call.request()).flag("autoPay");
        if (autoPay) {
            Payments.pay(call.cloud(), order, call.now());
        }
        return Json.object("orderNumber", order.number, "autoPay", autoPay);
    }

    static JsonObject queryOrder(CallContext call) {
        HubOrder order = find(call);
        if (!call.cloud().settings.orders().knows(order, call.now())) {
            throw ApiError.notFound();
        }
        boolean detailed = "true".equals(call.request().query().get("includeDetail"));
        return Json.object("data", OrderRows.detail(order, call, detailed));
    }

    static JsonObject queryOrders(CallContext call) {
        Body wanted = Body.of(call.request()).object("queryVo");
        Page page = Page.of(wanted.number("pageNumber"), wanted.number("pageSize"), PAGE_SIZE);
        List<HubOrder> hits = new ArrayList<>(call.account().orders.values());
        hits.removeIf(matching(wanted, call).negate());
        if (!call.cloud().settings.orders().oldestFirst()) {
            Collections.reverse(hits);
        }
        Page.Slice<HubOrder> slice = page.cut(hits, call.cloud().repeatLastPage);
        List<JsonObject> rows =
                slice.rows().stream().map(order -> OrderRows.row(order, call)).toList();
        return Json.object("resultList", Json.array(rows), "totalCount", slice.total(), "totalPage", slice.pages());
    }

    private static Predicate<HubOrder> matching(Body wanted, CallContext call) {
        OrderTraits traits = call.cloud().settings.orders();
        Instant now = call.now();
        Long from = given(wanted, "startTime");
        Long to = given(wanted, "endTime");
        String status = wanted.text("status");
        String orderType = wanted.text("orderType");
        String payType = wanted.text("payType");
        String chargeMode = wanted.text("chargeMode");
        String appCode = wanted.text("appCode");
        String serviceCode = wanted.text("serviceCode");
        return order -> traits.lists(order, now)
                && traits.lists(order, from, to)
                && isOrAny(status, order.status(now).name())
                && isOrAny(orderType, "NEW")
                && isOrAny(payType, OrderRows.payType(order))
                && isOrAny(chargeMode, OrderRows.chargeMode(order))
                && isOrAny(appCode, OrderRows.APP_CODE)
                && isOrAny(serviceCode, OrderRows.serviceCode(order));
    }

    private static @Nullable Long given(Body wanted, String time) {
        return wanted.number(time) == null ? null : Long.valueOf(wanted.number(time, 0));
    }

    private static boolean isOrAny(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static HubOrder find(CallContext call) {
        HubOrder order = call.account().orders.get(call.parameter("orderNumber"));
        if (order == null) {
            throw ApiError.notFound();
        }
        return order;
    }
}

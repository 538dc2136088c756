package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The shape around the rows of the IoT Hub instance list; which one it has is not published, so all are INFERRED. */
public enum Envelope {
    /** {@code {page: {pageSize, nowPage, totalSize, totalPage}, instances: []}}, as listProducts answers. */
    PAGE_OBJECT("page", "instances"),
    /** {@code {pageSize, nowPage, totalSize, totalPage, data: []}}, as queryDevicePage answers. */
    FLAT_DATA("", "data"),
    /** {@code {instances: [], totalCount}}, as the sibling products answer. */
    TOTAL_COUNT("", "instances"),
    /** {@code {pageinfo: {pageSize, nowPage, totalSize, totalPage}, data: []}}, as the operators' querylist answers. */
    PAGEINFO_DATA("pageinfo", "data"),
    /** {@code {page: {pageSize, nowPage, totalSize, totalPage}, iotcoreInstances: []}}, as IoT Core's list answers. */
    PAGE_IOTCORE_INSTANCES("page", "iotcoreInstances");

    private final String page;
    private final String rows;

    Envelope(String page, String rows) {
        this.page = page;
        this.rows = rows;
    }

    JsonObject around(JsonArray found, Page.Slice<?> slice, boolean totals) {
        if (this == TOTAL_COUNT) {
            JsonObject counted = Json.object(rows, found);
            if (totals) {
                counted.addProperty("totalCount", slice.total());
            }
            return counted;
        }
        JsonObject info = Json.object("pageSize", slice.size(), "nowPage", slice.number());
        if (totals) {
            info.addProperty("totalSize", slice.total());
            info.addProperty("totalPage", slice.pages());
        }
        JsonObject whole = page.isEmpty() ? info : Json.object(page, info);
        whole.add(rows, found);
        return whole;
    }
}

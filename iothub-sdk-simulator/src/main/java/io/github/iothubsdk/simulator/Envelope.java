package io.github.iothubsdk.simulator;

/** The shape around the rows of the IoT Hub instance list; no shape is published, all are INFERRED. */
public enum Envelope {
    /** {@code {page: {pageSize, nowPage, totalSize, totalPage}, instances: []}}, as listProducts answers. */
    PAGE_OBJECT,
    /** {@code {pageSize, nowPage, totalSize, totalPage, data: []}}, as queryDevicePage answers. */
    FLAT_DATA,
    /** {@code {instances: [], totalCount}}, as the sibling products answer. */
    TOTAL_COUNT
}

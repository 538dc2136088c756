package io.github.iothubsdk.core;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.PercentEncoding;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one call puts on the wire: verb, service, path, query and body. Immutable.
 *
 * <p>GET and DELETE carry everything in the query, POST everything in one JSON body (published convention).
 */
public final class ApiCall {

    private final String method;
    private final Service service;
    private final String region;
    private final String pattern;
    private final String path;
    private final Map<String, String> query;
    private final @Nullable Object body;

    private ApiCall(
            String method,
            Service service,
            String region,
            String pattern,
            String path,
            Map<String, String> query,
            @Nullable Object body) {
        this.method = method;
        this.service = service;
        this.region = region;
        this.pattern = pattern;
        this.path = path;
        this.query = query;
        this.body = body;
    }

    /**
     * A GET.
     *
     * @param path below the version, with {@code {}} for each segment; {@code {region}} is the region
     * @throws ApiException.Misconfigured when a segment is empty or dots, which would make it another path, or when
     *     the region is not a word
     */
    public static ApiCall get(Service service, String region, String path, String... segments) {
        requireNonNull(path, "path");
        requireNonNull(region, "region");
        requireNonNull(segments, "segments");
        Arrays.asList(segments).forEach(each -> requireNonNull(each, "segments"));
        requireNonNull(service, "service");
        return of("GET", service, region, path, segments);
    }

    /** A DELETE; see {@link #get}. */
    public static ApiCall delete(Service service, String region, String path, String... segments) {
        requireNonNull(path, "path");
        requireNonNull(region, "region");
        requireNonNull(segments, "segments");
        Arrays.asList(segments).forEach(each -> requireNonNull(each, "segments"));
        requireNonNull(service, "service");
        return of("DELETE", service, region, path, segments);
    }

    /** A POST; see {@link #get}. */
    public static ApiCall post(Service service, String region, String path, String... segments) {
        requireNonNull(path, "path");
        requireNonNull(region, "region");
        requireNonNull(segments, "segments");
        Arrays.asList(segments).forEach(each -> requireNonNull(each, "segments"));
        requireNonNull(service, "service");
        return of("POST", service, region, path, segments);
    }

    private static ApiCall of(String method, Service service, String region, String path, String... segments) {
        if (climbs(region) || !PercentEncoding.encode(region).equals(region)) {
            throw new ApiException.Misconfigured("The region of " + method + " " + path + " is not a region's code, "
                    + "such as cn-north-1. Nothing was sent.");
        }
        String filled = path.replace("{region}", region);
        for (String segment : segments) {
            if (climbs(segment)) {
                throw new ApiException.Misconfigured("A part of " + method + " " + path + " is empty or only dots; an "
                        + "id or a name belongs there. Nothing was sent.");
            }
            int hole = filled.indexOf("{}");
            filled = filled.substring(0, hole) + PercentEncoding.encode(segment) + filled.substring(hole + 2);
        }
        String version = '/' + service.version();
        return new ApiCall(method, service, region, version + path, version + filled, Map.of(), null);
    }

    /** Whether a server would take it for the directory above, or for none at all. */
    private static boolean climbs(String segment) {
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    /** With one more pair in the query. */
    public ApiCall query(String name, String value) {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        Map<String, String> more = new TreeMap<>(query);
        more.put(PercentEncoding.encode(name), PercentEncoding.encode(value));
        return new ApiCall(method, service, region, pattern, path, Collections.unmodifiableMap(more), body);
    }

    /** With this record or map as its JSON body; nulls are left out. */
    public ApiCall body(Object json) {
        requireNonNull(json, "json");
        return new ApiCall(method, service, region, pattern, path, query, json);
    }

    /**
     * This call as one that changes nothing.
     *
     * @param understood whether a result holds what this call promises, such as its rows or its object
     */
    public <T> Operation.Read<T> read(Class<T> answer, Predicate<T> understood) {
        requireNonNull(answer, "answer");
        requireNonNull(understood, "understood");
        return new Operation.Read<>(this, answer, understood);
    }

    /**
     * This call as one that changes something.
     *
     * @param understood whether a result tells what it must; one that does not leaves open what happened
     */
    public <T> Operation.Commit<T> commit(Class<T> answer, Predicate<T> understood) {
        requireNonNull(answer, "answer");
        requireNonNull(understood, "understood");
        return new Operation.Commit<>(this, answer, understood);
    }

    String method() {
        return method;
    }

    Service service() {
        return service;
    }

    String region() {
        return region;
    }

    String path() {
        return path;
    }

    /** As {@link #toString}, with the holes of the path left open. */
    String pattern() {
        return service.name() + " " + method + " " + pattern;
    }

    /** Sorted by encoded name, as it is signed; sent the same way. */
    String queryString() {
        if (query.isEmpty()) {
            return "";
        }
        return query.entrySet().stream()
                .map(pair -> pair.getKey() + '=' + pair.getValue())
                .collect(Collectors.joining("&"));
    }

    @Nullable
    Object body() {
        return body;
    }

    /** Service, verb and path; never the query or the body. */
    @Override
    public String toString() {
        return service.name() + " " + method + " " + path;
    }
}

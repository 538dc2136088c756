package io.github.iothubsdk.core.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One HTTP request as it goes on the wire. Immutable; the body must not be changed by anyone.
 *
 * @param method GET, POST, PUT, PATCH, DELETE or HEAD
 * @param origin scheme and authority, such as {@code https://vpc.jdcloud-api.com}, without a slash at the end
 * @param path percent-encoded, starting with a slash; a custom verb's colon stays as it is
 * @param query percent-encoded pairs sorted by name, without the question mark; empty for none
 * @param headers in the order in which they are sent
 * @param body the exact bytes; empty for none
 * @param service the signing service, such as {@code vpc}
 * @param region the signing region, such as {@code cn-north-1}
 * @param timeout the longest that connecting, sending and reading the answer may take together
 */
@SuppressWarnings("ArrayRecordComponent") // the body is bytes on their way, never compared
public record HttpRequest(
        String method,
        String origin,
        String path,
        String query,
        List<Header> headers,
        byte[] body,
        String service,
        String region,
        Duration timeout) {
    /** Refuses what is null. */
    public HttpRequest {
        requireNonNull(body, "body");
        requireNonNull(headers, "headers");
        headers.forEach(each -> requireNonNull(each, "headers"));
        requireNonNull(method, "method");
        requireNonNull(origin, "origin");
        requireNonNull(path, "path");
        requireNonNull(query, "query");
        requireNonNull(region, "region");
        requireNonNull(service, "service");
        requireNonNull(timeout, "timeout");
    }

    /** A header's name and value; names of ours are in lower case. */
    public record Header(String name, String value) {
        /** Refuses what is null. */
        public Header {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
        }

        /** The name only: a value may be a session token. */
        @Override
        public String toString() {
            return name + ": ...";
        }
    }

    /** The authority as the Host header has it: with a port only where it is not the scheme's own. */
    public String host() {
        String authority = origin.substring(origin.indexOf("://") + 3);
        boolean secure = origin.startsWith("https:");
        return authority.endsWith(secure ? ":443" : ":80")
                ? authority.substring(0, authority.lastIndexOf(':'))
                : authority;
    }

    /** The whole address. */
    public String url() {
        return query.isEmpty() ? origin + path : origin + path + '?' + query;
    }

    /** The same request with more headers behind those it has. */
    public HttpRequest with(List<Header> more) {
        requireNonNull(more, "more");
        more.forEach(each -> requireNonNull(each, "more"));
        List<Header> all = new ArrayList<>(headers.size() + more.size());
        all.addAll(headers);
        all.addAll(more);
        return new HttpRequest(method, origin, path, query, all, body, service, region, timeout);
    }

    /** What a log or a message may say of it: never a header, never the body. */
    @Override
    public String toString() {
        return service + " " + method + " " + path;
    }
}

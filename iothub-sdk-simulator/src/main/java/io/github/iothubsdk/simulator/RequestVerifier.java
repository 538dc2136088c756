package io.github.iothubsdk.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks between the route and the handler, in the order a gateway would make them.
 *
 * <p>Published or observed: the answers to a missing Authorization, a repeated nonce, a closed API and a denial. The
 * answers to a wrong key, scope, date or signature, and the order of the checks, are INFERRED.
 */
final class RequestVerifier {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final String TOKEN = "x-jdcloud-security-token";

    /** What a scope names for a path without a region; the official Java SDK falls back to the second one. */
    private static final Set<String> REGIONS_OF_NONE = Set.of("jdcloud-api", "cn-north-1");

    private RequestVerifier() {}

    static Key admit(CloudState cloud, Route route, Map<String, String> parameters, Request request, Instant now) {
        String authorization = request.header("Authorization");
        if (authorization == null) {
            throw ApiError.unsigned();
        }
        Credential credential = Credential.parse(authorization);
        Key key = cloud.key(credential.accessKey());
        if (key == null) {
            throw ApiError.unauthenticated("unknown access key");
        }
        Duration tolerance = cloud.settings.clockTolerance();
        Instant unmoved = now.minus(cloud.settings.clock().offset());
        checkDate(request.header("x-jdcloud-date"), credential, List.of(now, unmoved), tolerance);
        checkScope(credential, route, parameters.get("regionId"));
        checkSignedHeaders(credential, request, key);
        if (!Signature.matches(request, credential, key)) {
            throw ApiError.unauthenticated("the signature does not match");
        }
        checkToken(request.header(TOKEN), key);
        AccountState account = key.account;
        checkNonce("" + request.header("x-jdcloud-nonce"), account, unmoved, tolerance);
        if (!account.admission.countCall(unmoved, cloud.settings.rateLimit())) {
            throw ApiError.rateLimit();
        }
        checkRights(account, route);
        checkRegion(parameters.get("regionId"));
        return key;
    }

    /** A client does not know that the cloud's clock was moved: its own will do as well. */
    private static void checkDate(
            @Nullable String date, Credential credential, List<Instant> clocks, Duration tolerance) {
        if (date == null || !date.startsWith(credential.day() + "T")) {
            throw ApiError.unauthenticated("header x-jdcloud-date is missing or not of the scope's day");
        }
        try {
            Instant signedAt = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
            if (clocks.stream()
                    .allMatch(now -> Duration.between(signedAt, now).abs().compareTo(tolerance) > 0)) {
                throw ApiError.unauthenticated("header x-jdcloud-date is too far from now");
            }
        } catch (DateTimeParseException malformed) {
            throw ApiError.unauthenticated("malformed header x-jdcloud-date");
        }
    }

    private static void checkScope(Credential credential, Route route, @Nullable String region) {
        boolean regionFits =
                region == null ? REGIONS_OF_NONE.contains(credential.region()) : region.equals(credential.region());
        if (!regionFits) {
            throw ApiError.unauthenticated("the scope's region is not that of the path");
        }
        if (!credential.service().equals(route.service())) {
            throw ApiError.unauthenticated("the scope's service is not " + route.service());
        }
    }

    private static void checkSignedHeaders(Credential credential, Request request, Key key) {
        for (String name : credential.signedHeaders()) {
            if (request.header(name) == null) {
                throw ApiError.unauthenticated("signed header " + name + " is missing");
            }
        }
        if (!credential.signs("x-jdcloud-date") || !credential.signs("x-jdcloud-nonce")) {
            throw ApiError.unauthenticated("x-jdcloud-date and x-jdcloud-nonce must be signed");
        }
        boolean tokenMatters = key.sessionToken != null || request.header(TOKEN) != null;
        if (tokenMatters && !credential.signs(TOKEN)) {
            throw ApiError.unauthenticated(TOKEN + " must be present and signed");
        }
    }

    /** A temporary key needs its own token; a permanent key may send one for a protected operation. */
    private static void checkToken(@Nullable String header, Key key) {
        String token = key.sessionToken;
        if (token == null) {
            return;
        }
        String expected = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(header)) {
            throw ApiError.unauthenticated("wrong " + TOKEN);
        }
    }

    /** A nonce is remembered for as long as its date could still pass. */
    private static void checkNonce(String nonce, AccountState account, Instant now, Duration tolerance) {
        if (nonce.isBlank() || !account.admission.useNonce(nonce, now, tolerance.multipliedBy(2))) {
            throw ApiError.forbidden("please use different noncestr [gw]");
        }
    }

    private static void checkRegion(@Nullable String region) {
        if (region != null && !Region.IDS.contains(region)) {
            throw ApiError.invalid(
                    "Request parameter regionId is '%s', expected one of %s".formatted(region, Region.IDS));
        }
    }

    private static void checkRights(AccountState account, Route route) {
        if (account.closed.contains(route)) {
            throw ApiError.forbidden("this api is not allowed [gw]");
        }
        if (account.denied.contains(route.action())) {
            String message = "You are not authorized to perform (%s) on resource (*) [IAM] [gw]";
            throw ApiError.forbidden(message.formatted(route.action()))
                    .detail(Json.object("param0", "*", "param1", route.action()));
        }
    }
}

package io.github.iothubsdk.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.iothubsdk.simulator.form.Form;
import io.github.iothubsdk.simulator.form.Given;
import io.github.iothubsdk.simulator.form.Misfit;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The interface beside the cloud's own, under {@code /_sim}: to look into the cloud and to change it, without a signature.
 *
 * <p>Its calls are in no ledger, count for no limit and suffer no fault. Who may call it is who can reach the port by a name
 * of the simulator's; a page of another website may not, see {@link #checkOrigin}.
 */
final class Admin {
    private static final int LONGEST_BODY = 64 << 10;
    private static final String PREFIX = "/_sim";
    private static final Pattern UTF_8_ONLY = Pattern.compile("charset=(\"utf-?8\"|utf-?8)");

    private final Simulator simulator;
    private final CloudState cloud;

    Admin(Simulator simulator, CloudState cloud) {
        this.simulator = simulator;
        this.cloud = cloud;
    }

    static boolean isFor(Request request) {
        String path = request.rawPath();
        return path.equals("/") || path.equals(PREFIX) || path.startsWith(PREFIX + "/");
    }

    Reply handle(Request request) {
        try {
            Reply console = Console.at(request.rawPath());
            if (console != null && !request.method().equals("GET")) {
                throw AdminError.method(List.of("GET"));
            }
            return console == null ? answer(request) : console;
        } catch (AdminError refused) {
            Reply reply = Reply.admin(refused.status, refused.json());
            return reply.head(reply.head().and(refused.headers()));
        }
    }

    private Reply answer(Request request) {
        AdminRoute route = find(request);
        if (!route.method.equals("GET")) {
            checkOrigin(request);
        }
        try {
            if (route == AdminRoute.EVENTS && simulator.hasSocket()) {
                return Reply.feed(Subscription.of(cloud, after(request, route)));
            }
            return Reply.admin(200, done(route, request));
        } catch (AdminError refused) {
            throw refused;
        } catch (Misfit unfit) {
            throw AdminError.of(unfit);
        } catch (ApiError | IllegalArgumentException unfit) {
            throw new AdminError(400, String.valueOf(unfit.getMessage()));
        } catch (IllegalStateException impossible) {
            throw new AdminError(409, String.valueOf(impossible.getMessage()));
        } catch (UncheckedIOException lost) {
            throw new AdminError(500, "the simulator cannot keep its state: " + lost.getMessage());
        } catch (RuntimeException broken) {
            throw new AdminError(500, "a mistake of the simulator's own, not of the call: " + broken);
        }
    }

    private JsonObject done(AdminRoute route, Request request) {
        JsonObject said = said(route, request);
        if (route == AdminRoute.ARM) {
            return cloud.locked(() -> {
                new FaultWords(cloud.settings.dialect()).arm(cloud.faults, said);
                return route.deed.done(new AdminCall(simulator, cloud, Form.of().read(new JsonObject())));
            });
        }
        Given given = route.form(cloud.settings.dialect()).read(said);
        AdminCall call = new AdminCall(simulator, cloud, given);
        if (route == AdminRoute.RESET) {
            return cloud.anew(() -> route.deed.done(call));
        }
        return route.method.equals("GET")
                ? cloud.look(() -> route.deed.done(call))
                : cloud.locked(() -> route.done(call));
    }

    private static AdminRoute find(Request request) {
        String path = request.rawPath().replaceAll("(?<=.)/$", "");
        List<AdminRoute> there = AdminRoute.of(path);
        if (there.isEmpty()) {
            throw new AdminError(404, "there is no such path; GET /_sim lists those that there are");
        }
        return there.stream()
                .filter(route -> route.method.equals(request.method()))
                .findFirst()
                .orElseThrow(() -> AdminError.method(
                        there.stream().map(route -> route.method).toList()));
    }

    /** A browser says where a page came from that writes: it must be from here, whatever the page is. */
    private static void checkOrigin(Request request) {
        String origin = request.header("Origin");
        String site = request.header("Sec-Fetch-Site");
        boolean isOurs = origin == null || origin.equals("http://" + request.header("Host"));
        if (!isOurs || (site != null && !site.equals("same-origin") && !site.equals("none"))) {
            throw new AdminError(403, "pages of other websites may not change this cloud");
        }
    }

    /** What a POST takes stands in its body, and what others take in their query: elsewhere it would be passed over. */
    private static JsonObject said(AdminRoute route, Request request) {
        boolean isPost = route.method.equals("POST");
        boolean isElsewhere =
                isPost ? !request.query().pairs().isEmpty() : request.body().size() > 0;
        if (isElsewhere) {
            throw new AdminError(
                    400, isPost ? "its fields stand in the body, not in the query" : "its fields stand in the query");
        }
        return isPost ? body(request) : query(request);
    }

    private static JsonObject body(Request request) {
        if (request.body().size() > LONGEST_BODY) {
            throw new AdminError(413, "the body is longer than " + LONGEST_BODY + " bytes");
        }
        if (request.body().size() == 0) {
            return new JsonObject();
        }
        if (!isJson("" + request.header("Content-Type"))) {
            throw new AdminError(415, "a body must come with Content-Type: application/json, in UTF-8");
        }
        try {
            return RecordedJson.parse(text(request)).tree();
        } catch (RecordedLines.Unfit broken) {
            throw new AdminError(400, "the body: " + broken.getMessage());
        }
    }

    private static boolean isJson(String type) {
        List<String> parts = Stream.of(type.toLowerCase(Locale.ROOT).split(";", -1))
                .map(String::strip)
                .toList();
        return parts.get(0).equals("application/json")
                && parts.stream()
                        .filter(part -> part.startsWith("charset"))
                        .allMatch(part -> UTF_8_ONLY.matcher(part).matches());
    }

    /** What is no UTF-8 would be kept as question marks, and a byte order mark passed over. */
    private static String text(Request request) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(request.body().asByteBuffer())
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new AdminError(400, "the body: it is no UTF-8");
        }
        if (text.startsWith("\ufeff")) {
            throw new AdminError(400, "the body: it begins with a byte order mark");
        }
        return text;
    }

    private static JsonObject query(Request request) {
        JsonObject said = new JsonObject();
        for (Query.Pair pair : request.query().pairs()) {
            if (said.has(pair.name())) {
                throw new AdminError(400, Visible.line(pair.name()) + " is there twice");
            }
            said.add(pair.name(), number(pair.value()));
        }
        return said;
    }

    private static JsonElement number(String text) {
        return text.matches("\\d{1,10}") ? new JsonPrimitive(Long.valueOf(text)) : new JsonPrimitive(text);
    }

    /** Which event is known: a browser that connects again says so in a header. */
    private @Nullable Long after(Request request, AdminRoute route) {
        String known = request.header("Last-Event-ID");
        if (known != null && known.matches("\\d{1,18}")) {
            return Long.valueOf(known);
        }
        Given given = route.form(cloud.settings.dialect()).read(query(request));
        return given.has("since") ? Long.valueOf(given.whole("since")) : null;
    }
}

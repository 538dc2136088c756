package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.simulator.Route;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a schedule where something can go wrong, counted over all lives of the process.
 *
 * @param route of the call; null for a write of the journal
 * @param nth from 1: the nth call of that route, or the nth write
 */
record Point(@Nullable Route route, int nth) {

    private static final Pattern NAMED = Pattern.compile("/(order|instances|vpcs|subnets)/[^/:]+");
    /** By methods and paths without what differs from run to run. */
    private static final Map<String, Route> ROUTES = new ConcurrentHashMap<>();

    /** Which route a request goes to, as the simulator will see it. */
    static Route routeOf(String method, String path) {
        String key = method + NAMED.matcher(path).replaceAll("/$1/{}");
        return ROUTES.computeIfAbsent(key, unknown -> {
            for (Route route : Route.values()) {
                if (route.method().equals(method) && path.matches(route.path().replaceAll("\\{\\w+}", "[^/:]+"))) {
                    return route;
                }
            }
            throw new IllegalArgumentException("no route: " + unknown);
        });
    }

    boolean isCall() {
        return route != null;
    }

    boolean is(Route wanted) {
        return route == wanted;
    }

    /** What it is, without which one. */
    String kind() {
        return route == null ? "write" : route.name();
    }

    /** Reads what {@link #toString} wrote. */
    static Point parse(String text) {
        int space = text.indexOf(' ');
        String kind = text.substring(0, space);
        return new Point(
                kind.equals("write") ? null : Route.valueOf(kind),
                Integer.parseInt(text, space + 1, text.length(), 10));
    }

    @Override
    public String toString() {
        return kind() + ' ' + nth;
    }
}

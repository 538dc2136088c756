package io.github.iothubsdk.benchmarks;

import java.net.URI;

/** What a fresh JVM does in the {@link ColdStart}: one signed call, and the answer's id to standard output. */
final class FirstAnswer {

    private FirstAnswer() {}

    /** With who calls, and the endpoint. */
    public static void main(String... args) {
        URI endpoint = URI.create(args[1]);
        switch (args[0]) {
            case "empty JVM" -> System.out.println(Caller.ID);
            case "plain OkHttp and Gson, unsigned" -> System.out.println(new PlainOkHttp(endpoint).describe());
            case "ours on OkHttp" -> System.out.println(Ours.onOkHttp(endpoint).describe());
            case "ours on the JDK client" ->
                System.out.println(Ours.onJdkClient(endpoint).describe());
            default -> System.out.println(new OfficialSdk(endpoint).describe());
        }
        System.exit(0); // without waiting for idle threads
    }
}

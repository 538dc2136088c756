package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.ServedCall;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a simulated cloud, or a recording that answers, tells a person.
 *
 * @param tell of what is no result
 */
record SimulatorText(Printer out, Screen screen, Consumer<String> tell) {

    void serving(URI endpoint, String dialect, boolean readOnly) {
        String spoken = dialect.equals(Simulate.USUAL) ? "" : " and speaks " + dialect;
        out.println("A simulated JD Cloud answers on " + endpoint + spoken + ". Paste this into another terminal:");
        out.println();
        out.println("export JDCLOUD_ACCESS_KEY=" + Demo.ACCESS_KEY);
        out.println("export JDCLOUD_SECRET_KEY=" + Demo.SECRET_KEY);
        out.println("export IOTHUB_DB_PASSWORD=" + Demo.DB_PASSWORD);
        String way = " --endpoint " + endpoint + asked(dialect);
        if (readOnly) {
            out.println("iothub list" + way);
        } else {
            creating(way);
        }
        out.println();
        out.println("Look into it and change it: GET " + endpoint + "/_sim. Ctrl-C ends it.");
    }

    void resumed(String file, int orders) {
        tell.accept("Goes on from " + file + " (" + orders + (orders == 1 ? " order" : " orders")
                + "); options of the demo account, and --fault, are for a new cloud.");
    }

    void served(ServedCall call) {
        boolean isAnswered = call.status() > 0;
        String colour = !call.faults().isEmpty() ? "magenta" : call.status() < 400 && isAnswered ? "green" : "yellow";
        String status = screen.paint(colour, isAnswered ? Integer.toString(call.status()) : "---");
        out.println(status, "  " + RequestLine.of(call));
    }

    void notTold(long calls) {
        tell.accept(calls + (calls == 1 ? " call" : " calls") + " came faster than they could be told.");
    }

    /** An option where the command has one; of words that it does not know there is none. */
    private static String asked(String dialect) {
        boolean other =
                !dialect.equals(Simulate.USUAL) && WireDialects.named(dialect).isPresent();
        return other ? " --dialect " + dialect : "";
    }

    private void creating(String way) {
        out.println("iothub create" + way + " --journal simulated-runs --poll-interval 1s \\");
        out.println("  --name plant-7 --vpc " + Demo.VPC + " --subnet " + Demo.SUBNET + " \\");
        out.println("  --rds " + Demo.RDS + " --database " + Demo.DATABASE + " --db-user " + Demo.DB_USER + " \\");
        out.println("  --db-host " + Demo.RDS_HOST + " --accept-terms");
    }

    void replaying(URI endpoint, Optional<String> dialect, int calls, List<String> warnings) {
        warnings.forEach(warning -> tell.accept("Warning: " + warning + "."));
        out.println("A recording of " + calls + (calls == 1 ? " call" : " calls") + " answers on " + endpoint
                + ", each once. Paste this into another terminal:");
        out.println();
        out.println("export JDCLOUD_ACCESS_KEY=any");
        out.println("export JDCLOUD_SECRET_KEY=any");
        out.println("iothub list --endpoint " + endpoint + asked(dialect.orElse(Simulate.USUAL)));
        out.println();
        out.println("Ids are those of the file. Ctrl-C ends it.");
    }

    void missed(String what) {
        tell.accept(what + ".");
    }
}

package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Commands to be pasted, whole: with the options that find the same journal and the same cloud again.
 *
 * @param journal where the runs are, unless that is the usual place
 * @param endpoint where the calls go, unless that is JD Cloud
 * @param region what is listed, unless that is the usual one
 * @param dialect what is spoken, unless that is the usual one
 * @param profile whose keys and settings, when it was named in the arguments
 * @param changing whether runs of another dialect go on in this one
 * @param elsewhere whether the endpoint is another than the one that was given now
 */
record Commands(
        Optional<Path> journal,
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<String> dialect,
        Optional<String> profile,
        boolean changing,
        boolean elsewhere) {

    /** Where no options are known. */
    static final Commands BARE =
            new Commands(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    /** Where no profile was named. */
    Commands(
            Optional<Path> journal,
            Optional<URI> endpoint,
            Optional<String> region,
            Optional<String> dialect,
            boolean changing,
            boolean elsewhere) {
        this(journal, endpoint, region, dialect, Optional.empty(), changing, elsewhere);
    }

    /** The same for a run that was begun there. */
    Commands at(RunSummary run) {
        return new Commands(
                journal,
                run.endpoint(),
                region,
                spoken(run),
                profile,
                changing,
                !run.endpoint().equals(endpoint));
    }

    /** A dialect from a file is known by what was given alone. */
    private Optional<String> spoken(RunSummary run) {
        String usual = WireDialects.iotHubInferred().name();
        return changing
                ? dialect
                : run.dialect()
                        .flatMap(WireDialects::named)
                        .map(known -> Optional.of(known.name()).filter(name -> !name.equals(usual)))
                        .orElse(dialect);
    }

    /** The same, where runs of another dialect go on in this one. */
    Commands changingDialect() {
        return new Commands(journal, endpoint, region, dialect, profile, true, elsewhere);
    }

    /** Goes on with a run. */
    String resume(RunId run) {
        return of("resume", run) + (changing ? " --change-dialect" : "");
    }

    /** The same for a run that has stopped for this reason; empty where that would only fail again. */
    Optional<String> resume(RunId run, UnfinishedReason reason) {
        return switch (reason) {
            case OTHER_DIALECT, RUN_UNREADABLE, NO_SUCH_RUN -> Optional.empty();
            case OTHER_ENDPOINT -> elsewhere ? Optional.of(resume(run)) : Optional.empty();
            case OVER_THE_CEILING -> Optional.of(resume(run) + " --spend-at-most AMOUNT");
            default -> Optional.of(resume(run));
        };
    }

    /** Gives a run up. */
    String abandon(RunId run) {
        return of("abandon", run);
    }

    /** Says what became of a run; what became of it is to be added. */
    String resolve(RunId run) {
        return of("resolve", run);
    }

    /** Lists the runs. */
    String runs() {
        return "iothub runs" + profileOption() + journalOption();
    }

    /** Lists the instances. */
    String list() {
        return "iothub list" + profileOption() + endpointOption() + dialectOption()
                + region.map(id -> " --region " + quote(id)).orElse("");
    }

    private String of(String verb, RunId run) {
        return "iothub " + verb + " " + run + options();
    }

    /** What finds the same journal and the same cloud. */
    String options() {
        return profileOption() + journalOption() + endpointOption() + dialectOption();
    }

    private String profileOption() {
        return profile.map(name -> " --profile " + quote(name)).orElse("");
    }

    private String journalOption() {
        return journal.map(directory -> " --journal " + quote(directory.toString()))
                .orElse("");
    }

    private String dialectOption() {
        return dialect.map(name -> " --dialect " + quote(name)).orElse("");
    }

    private String endpointOption() {
        return endpoint.map(address ->
                        " --endpoint " + quote(address.toString()) + (isSafe(address) ? "" : " --allow-plain-http"))
                .orElse("");
    }

    /** Whether it may be used without a word more. */
    static boolean isSafe(URI address) {
        try {
            var unused = ApiConfig.builder().endpoint(address).build(); // has the rule
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static String quote(String text) {
        return text.matches("[\\w./:~+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}

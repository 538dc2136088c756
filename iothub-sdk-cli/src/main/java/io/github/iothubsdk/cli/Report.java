package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.Approval;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import io.github.iothubsdk.simulator.ServedCall;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells what a command has to tell: for people, or for programs. */
interface Report extends ProvisioningListener, AutoCloseable {

    void preflight(Preflight preflight);

    /**
     * What was found may be ordered: that is written in this file now.
     *
     * @param way the options by which the database is reached again
     */
    void approved(Approval approval, Path file, String way);

    /** What is about to be ordered. */
    void order(CreateInstanceRequest request);

    /**
     * The instance list.
     *
     * @param all how many there are, those that were not asked for among them
     * @param again whether another one will follow, which may take its place
     */
    void instances(List<Instance> instances, int all, boolean again);

    void instance(Instance instance);

    void deleted(Instance instance);

    /**
     * It is waited for no more, since it is not there.
     *
     * @param named as what it was waited for
     * @param last how it was seen last; empty when it was not there all the time
     */
    void gone(String named, Optional<Instance> last);

    /**
     * A run goes on, whose events name its instance no more.
     *
     * @param waitsSince since when the instance is waited for, if it is
     */
    default void goesOn(String instance, Optional<Instant> waitsSince) {}

    /** Something to know that is no result. */
    void noted(String line);

    /** So many unfinished runs, which is all of this journal, went to the end. */
    void resumedAll(int runs, Path journal);

    void abandoned(RunSummary run);

    /**
     * What a person has decided.
     *
     * @param resume the command to go on with
     */
    void resolved(RunSummary run, String resume);

    void runs(List<RunSummary> runs);

    /** What happened to a run. */
    void explained(RunHistory history);

    /** What happened to a run is in this file now, for others. */
    void bundled(RunHistory history, Path file);

    /** What no run explains. */
    void orphans(List<Orphan> orphans, OrphanLook where, SchemaLook schema);

    /** The one of them that is meant. */
    void orphan(Orphan orphan);

    /**
     * What an account answers to.
     *
     * @param credentials where they were taken from
     * @param contract the file that the dialect was written to
     */
    void probed(WireProbe probe, String credentials, Optional<Path> contract);

    /**
     * The simulated cloud.
     *
     * @param dialect in which it speaks of instances
     * @param readOnly whether nothing can be ordered in it
     */
    void serving(URI endpoint, String dialect, boolean readOnly);

    /** The simulated cloud goes on from this file, with so many orders. */
    void resumed(String file, int orders);

    /** A call to the simulated cloud; from one thread. */
    void served(ServedCall call);

    /** So many calls came faster than they could be told. */
    void notTold(long calls);

    /**
     * A recording in place of a cloud.
     *
     * @param dialect of who recorded; empty when that is not known
     * @param calls how many it can answer
     * @param warnings what of it could not be used
     */
    void replaying(URI endpoint, Optional<String> dialect, int calls, List<String> warnings);

    /** What was asked for and is not in the recording; from any thread. */
    void missed(String what);

    void drift(DriftVerdict verdict);

    /** What the options that all commands share are, and where they were taken from. */
    void config(ConfigView view);

    void failed(Failure failure);

    @Override
    void close();

    /** The form that arguments, variables and files ask for, where these could not even be read. */
    static Report wantedBy(Shell shell, Settings settings) {
        boolean json = settings.output().filter("json"::equalsIgnoreCase).isPresent();
        return json ? new JsonReport(shell, Commands.BARE) : new TextReport(shell, Commands.BARE);
    }
}

package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that looks at the cloud or the journal: opens what it needs, and ends every failure in words. */
abstract class CloudCommand implements Callable<Integer> {

    final Shell shell;

    @Mixin
    final CloudOptions cloud = new CloudOptions();

    @Mixin
    final OutputOptions output = new OutputOptions();

    private Standing standing = Standing.NOTHING;

    CloudCommand(Shell shell) {
        this.shell = shell;
    }

    private void trace(RuntimeException e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        trace.toString().lines().forEach(shell.errors()::println);
    }

    abstract ExitCode run(Report report);

    /** From here on, whatever cuts it off. */
    final void stands(Standing now) {
        standing = now;
    }

    /** What can be done next. */
    Commands commands() {
        return cloud.commands();
    }

    /** Whether what it writes is all that it does, so that it has failed when that is lost. */
    boolean onlyTells() {
        return false;
    }

    /**
     * Whether a person is to be asked before something that cannot be undone.
     *
     * @param yes whether that was answered beforehand
     * @throws Refused when there is nobody to ask
     */
    final boolean asks(boolean yes, String nobody) {
        if (!yes && cloud.readsStandardInput()) {
            throw new Refused(nobody + " Standard input holds the options, so no question can be answered there.");
        }
        if (!yes && (output.form == OutputOptions.Form.json || !shell.screen().interactive())) {
            throw new Refused(nobody);
        }
        return !yes;
    }

    @Override
    public final Integer call() {
        try (Report report = output.report(shell, cloud.commands());
                Silence silence = new Silence(shell)) {
            try {
                silence.begins(output.form);
                ExitCode code = run(report);
                return (onlyTells() ? shell.told(code) : code).number();
            } catch (RuntimeException e) {
                if (output.verbose) {
                    trace(e);
                }
                boolean interrupted = shell.interruption().requested() || e instanceof ApiException.Interrupted;
                Failure failure = Failure.of(e, interrupted, commands(), standing);
                return (onlyTells() ? failure.withoutResume() : failure).tell(report);
            }
        }
    }
}

package io.github.iothubsdk.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.iothubsdk.cli.DriftFinding.Tier;
import io.github.iothubsdk.cli.JsonFormat.Fields;

/** A verdict as JSON; docs/cli-events.md has its fields. */
final class DriftFormat {

    private DriftFormat() {}

    static JsonObject of(DriftVerdict verdict) {
        JsonArray findings = new JsonArray();
        verdict.best().findings().forEach((finding, times) -> findings.add(finding(finding, times)));
        return compared(verdict.best())
                .with("verdict", verdict.words())
                .with("file", verdict.file().toString())
                .with("exchanges", verdict.lines().exchanges())
                .with("broken", verdict.lines().broken())
                .with("cut", verdict.lines().cut())
                .with("findings", findings)
                .with(
                        "others",
                        JsonFormat.list(
                                verdict.others(), other -> compared(other).done()))
                .done();
    }

    private static Fields compared(Drift drift) {
        return new Fields()
                .with("dialect", drift.dialect.name())
                .with("digest", drift.dialect.digest())
                .with("compared", drift.compared())
                .with("errors", drift.count(Tier.ERROR))
                .with("warnings", drift.count(Tier.WARNING))
                .with("information", drift.count(Tier.INFORMATION));
    }

    private static JsonObject finding(DriftFinding finding, Drift.Times times) {
        return new Fields()
                .with("tier", finding.tier().name())
                .with("code", finding.code())
                .with("operation", finding.operation())
                .with("where", finding.where())
                .with("words", finding.words())
                .with("count", times.count())
                .with("first", times.first())
                .done();
    }
}

package io.github.iothubsdk.examples.spring;

import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.Violation;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /hubs} answers 202 and a run at once; {@code GET /runs/{id}} tells how far it is. */
@RestController
class HubController {

    private final HubSettings settings;
    private final HubRuns runs;

    HubController(HubSettings settings, HubRuns runs) {
        this.settings = settings;
        this.runs = runs;
    }

    record NewHub(String name) {}

    /** What the client of this service sees of a run: its own words, so that they do not change with a library. */
    record RunView(String run, String name, String step, String seen, String instance, String ending) {

        static RunView of(RunSummary summary) {
            return new RunView(
                    summary.runId().value(),
                    summary.name().orElse(""),
                    summary.step().orElse("UNREADABLE"),
                    summary.lastSeen().orElse(""),
                    summary.instanceId().orElse(""),
                    summary.ended().map(RunSummary.Ending::name).orElse("NONE_YET"));
        }
    }

    /** One thing to put right, in this service's own words, too. */
    record Wrong(String code, String field, String value, String rule, String remedy) {

        static Wrong of(Violation violation) {
            return new Wrong(
                    violation.code(),
                    violation.field(),
                    violation.value().orElse(""),
                    violation.rule(),
                    violation.remedy());
        }
    }

    @PostMapping("/hubs")
    ResponseEntity<RunView> create(@RequestBody NewHub hub) {
        String run = runs.begin(settings.request(hub.name())).value();
        return ResponseEntity.accepted()
                .location(URI.create("/runs/" + run))
                .body(runs.find(run).map(RunView::of).orElseThrow());
    }

    @GetMapping("/runs/{id}")
    ResponseEntity<RunView> state(@PathVariable("id") String id) {
        return ResponseEntity.of(runs.find(id).map(RunView::of));
    }

    /** Nothing was ordered: the caller is told everything that is wrong, each with its remedy. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
    List<Wrong> invalid(ProvisioningException.Invalid e) {
        return e.violations().stream().map(Wrong::of).toList();
    }
}

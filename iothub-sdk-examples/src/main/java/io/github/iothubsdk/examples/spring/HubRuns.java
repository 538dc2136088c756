package io.github.iothubsdk.examples.spring;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Takes every run forward, turn by turn, without holding a thread in between. */
@Component
class HubRuns implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(HubRuns.class);

    private final ProvisioningClient client;
    private final TaskScheduler turns;

    HubRuns(ProvisioningClient client, TaskScheduler turns) {
        this.client = client;
        this.turns = turns;
    }

    /** When the service starts: whatever had not ended when it stopped, or died. */
    @Override
    public void run(ApplicationArguments args) {
        client.unfinishedRuns().forEach(open -> turnIn(Duration.ZERO, open.runId()));
    }

    RunId begin(CreateInstanceRequest request) {
        RunId run = client.begin(request);
        turnIn(Duration.ZERO, run);
        return run;
    }

    Optional<RunSummary> find(String id) {
        return client.runs().stream()
                .filter(run -> run.runId().value().equals(id))
                .findFirst();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing is thrown in a turn that it does not handle
    private void turnIn(Duration delay, RunId run) {
        turns.schedule(() -> turn(run), Instant.now().plus(delay));
    }

    private void turn(RunId run) {
        try {
            if (client.advance(run) instanceof Advance.Waiting again) {
                turnIn(again.after(), run);
            }
        } catch (ProvisioningException.Unfinished e) {
            if (e.reason().mayPass()) {
                LOG.warn("Trying again in a minute: {}", e.getMessage());
                turnIn(Duration.ofMinutes(1), run);
            } else {
                LOG.error("For a person ({}): {}", e.reason(), e.getMessage());
            }
        } catch (ProvisioningException e) {
            LOG.error("For a person: {}", e.getMessage());
        }
    }
}

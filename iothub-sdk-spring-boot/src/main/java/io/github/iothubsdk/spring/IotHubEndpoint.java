package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.lang.Nullable;

/**
 * The runs of the journal over HTTP: to be read, and, where the application lets it, to be resumed, resolved and given up.
 *
 * <p>It does what the client would do and no more: the client judges what fits. A ceiling is raised only by an amount that is
 * given.
 */
@WebEndpoint(id = "iothub", defaultAccess = Access.READ_ONLY)
class IotHubEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(IotHubEndpoint.class);
    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;

    /** All runs. */
    record Runs(List<RunView> runs) {}

    /** Why something was not done. */
    record Refused(
            String error, @org.jspecify.annotations.Nullable String reason) {}

    private final ProvisioningClient client;
    private final RunDriver driver;

    IotHubEndpoint(ProvisioningClient client, RunDriver driver) {
        this.client = client;
        this.driver = driver;
    }

    @ReadOperation
    WebEndpointResponse<Object> runs() {
        return answer(() -> new WebEndpointResponse<>(
                new Runs(client.runs().stream().map(RunView::of).toList())));
    }

    @ReadOperation
    WebEndpointResponse<Object> run(@Selector String run) {
        return RunView.id(run).map(id -> answer(() -> detailed(id))).orElseGet(IotHubEndpoint::noSuchRun);
    }

    /** {@code resume} with or without {@code spendAtMost}; {@code resolve} with the decision, who and why; {@code abandon}. */
    @WriteOperation
    WebEndpointResponse<Object> decide(
            @Selector String run,
            @Selector String action,
            @Nullable String spendAtMost,
            @Nullable String decision,
            @Nullable String subject,
            @Nullable String by,
            @Nullable String because) {
        var words = new RunDecision(spendAtMost, decision, subject, by, because);
        return RunView.id(run)
                .map(id -> answer(() -> client.run(id).isPresent() ? done(id, action, words) : noSuchRun()))
                .orElseGet(IotHubEndpoint::noSuchRun);
    }

    private WebEndpointResponse<Object> done(RunId run, String action, RunDecision words) {
        LOG.info("Asked by its endpoint to {} run {}", action.replaceAll("[^a-z]", "?"), run);
        switch (action) {
            case "resume" -> {
                if (!driver.resume(run, words.ceiling())) {
                    return new WebEndpointResponse<>(
                            new Refused("This node is at work on the run already, or is stopping.", null), CONFLICT);
                }
                return new WebEndpointResponse<>(RunView.of(client.run(run).orElseThrow()), ACCEPTED);
            }
            case "resolve" -> {
                return new WebEndpointResponse<>(RunView.of(client.resolve(run, words.resolution())));
            }
            case "abandon" -> {
                words.requireNothing();
                return new WebEndpointResponse<>(RunView.of(client.abandon(run)));
            }
            default -> throw new IllegalArgumentException("the action must be resume, resolve or abandon");
        }
    }

    private WebEndpointResponse<Object> detailed(RunId run) {
        try {
            Optional<RunView.Detailed> known = client.history(run).map(RunView::of);
            return known.<WebEndpointResponse<Object>>map(WebEndpointResponse::new)
                    .orElseGet(IotHubEndpoint::noSuchRun);
        } catch (ProvisioningException.Unfinished e) {
            return client.run(run)
                    .map(RunView::unreadable)
                    .<WebEndpointResponse<Object>>map(WebEndpointResponse::new)
                    .orElseThrow(() -> e);
        }
    }

    private static WebEndpointResponse<Object> answer(Supplier<WebEndpointResponse<Object>> asked) {
        try {
            return asked.get();
        } catch (ProvisioningException e) {
            String reason = e instanceof ProvisioningException.Unfinished unfinished
                    ? unfinished.reason().name()
                    : e.getClass().getSimpleName();
            return new WebEndpointResponse<>(new Refused(String.valueOf(e.getMessage()), reason), CONFLICT);
        } catch (IllegalArgumentException e) {
            return new WebEndpointResponse<>(
                    new Refused(String.valueOf(e.getMessage()), null), WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }

    private static WebEndpointResponse<Object> noSuchRun() {
        return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }
}

package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.spring.HubTemplate;
import io.github.iothubsdk.spring.IotHubClientCustomizer;
import io.github.iothubsdk.spring.IotHubConnectionDetails;
import io.github.iothubsdk.spring.IotHubHealth;
import io.github.iothubsdk.spring.IotHubRuns;
import io.github.iothubsdk.spring.simulator.SimulatedIotHub;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which beans there are, and that each steps back for one of the application's. */
@Timeout(120)
public abstract class BackOffContract {

    @TempDir
    Path directory;

    private final Class<?> autoConfiguration;

    protected BackOffContract(Class<?> autoConfiguration) {
        this.autoConfiguration = autoConfiguration;
    }

    /** Nothing but a directory for the journal. */
    private ApplicationContextRunner application() {
        return bare().withPropertyValues("iothub.journal.directory=" + directory.resolve("journal"));
    }

    private ApplicationContextRunner bare() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(autoConfiguration))
                .withPropertyValues("iothub.runs.resume=false");
    }

    @Test
    void setsUpAClientWithItsRunsAndTheirHealth() {
        application()
                .run(shop -> assertThat(shop)
                        .hasSingleBean(ProvisioningClient.class)
                        .hasSingleBean(IotHubRuns.class)
                        .hasSingleBean(IotHubHealth.class)
                        .hasSingleBean(IotHubConnectionDetails.class)
                        .doesNotHaveBean(HubTemplate.class));
    }

    @Test
    void isOffWhenToldSo() {
        application()
                .withPropertyValues("iothub.enabled=false")
                .run(shop -> assertThat(shop)
                        .hasNotFailed()
                        .doesNotHaveBean(ProvisioningClient.class)
                        .doesNotHaveBean(IotHubRuns.class));
    }

    @Test
    void keepsTheApplicationsOwnClientAndMakesNoJournal() {
        try (var own = ProvisioningClient.builder(CredentialsProvider.defaultChain())
                .journal(Journals.inMemory())
                .build()) {
            bare().withBean(ProvisioningClient.class, () -> own)
                    .run(shop -> assertThat(shop)
                            .hasNotFailed()
                            .doesNotHaveBean(Journal.class)
                            .hasSingleBean(IotHubRuns.class)
                            .getBean(ProvisioningClient.class)
                            .isSameAs(own));
        }
    }

    @Test
    void keepsTheApplicationsOwnJournalAndRuns() {
        Journal journal = Journals.inMemory();
        var runs = new OwnRuns();
        bare().withBean(Journal.class, () -> journal)
                .withBean(IotHubRuns.class, () -> runs)
                .run(shop -> {
                    assertThat(shop).hasNotFailed().doesNotHaveBean(IotHubHealth.class);
                    assertThat(shop.getBean(Journal.class)).isSameAs(journal);
                    assertThat(shop.getBean(IotHubRuns.class)).isSameAs(runs);
                });
    }

    @Test
    void saysWhatIsMissingWhereTheJournalHasNoPlace() {
        bare().run(shop -> assertThat(shop)
                .hasFailed()
                .getFailure()
                .rootCause()
                .hasMessageContaining("iothub.journal.directory")
                .hasMessageContaining("DataSource"));
    }

    /** Spring leaves it as it is, and the instance that is paid for would have it as its password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iothub.database-password",
                "iothub.credentials.access-key",
                "iothub.credentials.secret-key",
                "iothub.credentials.session-token"
            })
    void refusesAPlaceholderThatNothingFillsIn(String property) {
        application()
                .withPropertyValues(property + "=canary${not.there}")
                .run(shop -> assertThat(shop)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith(property + " refers to something")
                        .hasMessageNotContainingAny("canary", "not.there"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5s", "366d", "365000d"})
    void refusesAPauseThatIsNone(String pause) {
        application()
                .withPropertyValues("iothub.runs.look-every=" + pause)
                .run(shop -> assertThat(shop)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("iothub.runs.look-every must be"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "on", "YES", "1"})
    void isOnInAllWordsThatMeanIt(String word) {
        application()
                .withPropertyValues("iothub.enabled=" + word)
                .run(shop -> assertThat(shop).hasSingleBean(ProvisioningClient.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "off", "NO", "0"})
    void isOffInAllWordsThatMeanIt(String word) {
        application()
                .withPropertyValues("iothub.enabled=" + word)
                .run(shop -> assertThat(shop).hasNotFailed().doesNotHaveBean(ProvisioningClient.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iothub.enabled", "iothub.metrics.enabled", "iothub.tracing.enabled"})
    void isNotSwitchedOffByAWordThatMeansNothing(String property) {
        application()
                .withPropertyValues(property + "=maybe")
                .run(shop -> assertThat(shop).getFailure().rootCause().hasMessageContaining("maybe"));
    }

    @Test
    void refusesHalfOfAKeyAndNamesTheProperty() {
        application()
                .withPropertyValues("iothub.credentials.secret-key=canary-secret")
                .run(shop -> assertThat(shop)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("iothub.credentials")
                        .hasMessageContaining("access-key")
                        .hasMessageNotContaining("canary"));
    }

    @Test
    void connectionDetailsGoBeforeTheProperties() {
        try (Simulator cloud = Simulator.builder().start()) {
            cloud.demoAccount();
            application()
                    .withBean(IotHubConnectionDetails.class, () -> SimulatedIotHub.details(cloud))
                    .withPropertyValues(
                            "iothub.endpoint=http://127.0.0.1:1",
                            "iothub.credentials.access-key=nobody",
                            "iothub.credentials.secret-key=nothing")
                    .run(shop -> assertThat(preflight(shop.getBean(ProvisioningClient.class))
                                    .ready())
                            .isTrue());
            assertThat(cloud.ledger().calls()).isNotEmpty();
        }
    }

    @Test
    void aTestImportsTheSimulatorAndOrdersThere() {
        application()
                .withUserConfiguration(SimulatedIotHub.class)
                .withPropertyValues("iothub.hub.vpc=" + Demo.VPC, "iothub.hub.subnet=" + Demo.SUBNET)
                .withPropertyValues("iothub.hub.rds=" + Demo.RDS, "iothub.hub.database=" + Demo.DATABASE)
                .withPropertyValues("iothub.hub.database-host=" + Demo.RDS_HOST)
                .withPropertyValues("iothub.hub.database-user=" + Demo.DB_USER, "iothub.poll-interval=50ms")
                .run(shop -> {
                    IotHubRuns runs = shop.getBean(IotHubRuns.class);
                    RunId run = runs.begin(shop.getBean(HubTemplate.class)
                            .named("plant-7")
                            .acceptServiceTerms()
                            .build());
                    ShopCase.until(
                            () -> runs.find(run.value()).orElseThrow().ended().isPresent());
                    assertThat(runs.find(run.value()).flatMap(RunSummary::ended))
                            .contains(RunSummary.Ending.DONE);
                    assertThat(shop.getBean(Simulator.class).ledger().payments())
                            .hasSize(1);
                });
    }

    @Test
    void theClientHasTheApplicationsChecksAndItsLastWord() {
        try (Simulator cloud = Simulator.builder().start()) {
            cloud.demoAccount();
            application()
                    .withBean(IotHubConnectionDetails.class, () -> details(URI.create("http://127.0.0.1:1")))
                    .withBean(PreflightCheck.class, Objecting::new)
                    .withBean(IotHubClientCustomizer.class, () -> builder -> builder.endpoint(cloud.endpoint()))
                    .run(shop -> assertThat(preflight(shop.getBean(ProvisioningClient.class))
                                    .violations())
                            .singleElement()
                            .satisfies(wrong -> assertThat(wrong.code()).isEqualTo("budget-is-left")));
        }
    }

    private static IotHubConnectionDetails details(URI endpoint) {
        var credentials = Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY));
        return new IotHubConnectionDetails() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.of(endpoint);
            }

            @Override
            public CredentialsProvider credentials() {
                return CredentialsProvider.of(credentials);
            }
        };
    }

    private static Preflight preflight(ProvisioningClient client) {
        return client.preflight(request(), Duration.ofSeconds(30));
    }

    private static CreateInstanceRequest request() {
        return CreateInstanceRequest.builder(Demo.REGION, "plant-7")
                .network(Demo.VPC, Demo.SUBNET)
                .database(io.github.iothubsdk.provisioning.model.RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms()
                .build();
    }

    private static final class Objecting implements PreflightCheck {
        @Override
        public CheckId id() {
            return CheckId.of("budget-is-left");
        }

        @Override
        public String name() {
            return "the department has a budget";
        }

        @Override
        public CheckResult look(CreateInstanceRequest request) {
            return failed("nothing is left", "something is left", "Ask for more.");
        }
    }

    private static final class OwnRuns implements IotHubRuns {
        @Override
        public RunId begin(CreateInstanceRequest request) {
            return RunId.random();
        }

        @Override
        public RunId begin(RunId runId, CreateInstanceRequest request) {
            return runId;
        }

        @Override
        public Optional<RunSummary> find(String runId) {
            return Optional.empty();
        }
    }
}

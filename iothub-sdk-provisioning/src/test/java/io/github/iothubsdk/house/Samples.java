package io.github.iothubsdk.house;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.auth.Signer;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Rejection;
import io.github.iothubsdk.core.http.SendContext;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.Approval;
import io.github.iothubsdk.provisioning.Instances;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.SchemaScripts;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.wire.ProbedRoute;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.provisioning.wire.WireProbe;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Colleague;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.FaultBuilder;
import io.github.iothubsdk.simulator.Faults;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Rds;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullUnmarked;

/** A value of each type that the public API takes, or has methods on. */
@NullUnmarked // as what uses it
public final class Samples {

    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    private final Map<Class<?>, Supplier<?>> makers = new HashMap<>();
    private final Set<Class<?>> spared = new HashSet<>();

    /** Those of core, provisioning and the simulator. */
    public Samples() {
        jdk();
        core();
        values();
        results();
        provisioning();
        simulator();
    }

    /** One more. */
    public <T> Samples with(Class<T> type, Supplier<T> maker) {
        makers.put(type, maker);
        return this;
    }

    /** A type whose own methods are not called, since no value of it can be had in a test of this kind. */
    public Samples sparing(Class<?> type) {
        spared.add(type);
        return this;
    }

    boolean spares(Executable what) {
        return spared.contains(what.getDeclaringClass()) && !Modifier.isStatic(what.getModifiers());
    }

    /** A value: one that was told, or the first constant, or a record of such, or an interface that does nothing. */
    Object of(Class<?> type) {
        Supplier<?> maker = makers.get(type);
        if (maker != null) {
            return maker.get();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isInterface() && !type.isSealed()) {
            return Proxy.newProxyInstance(
                    type.getClassLoader() == null ? Samples.class.getClassLoader() : type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> null);
        }
        throw new IllegalStateException("no sample of " + type);
    }

    private Object record(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types)
                    .newInstance(Arrays.stream(types).map(this::of).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + type, e);
        }
    }

    private void jdk() {
        with(String.class, () -> "x").with(Object.class, () -> "x").with(Path.class, () -> Path.of("x"));
        makers.put(int.class, () -> 1);
        makers.put(boolean.class, () -> true);
        makers.put(Class.class, () -> String.class);
        makers.put(List.class, List::of);
        makers.put(Set.class, Set::of);
        makers.put(Map.class, Map::of);
        makers.put(Optional.class, Optional::empty);
        with(OptionalInt.class, OptionalInt::empty).with(Throwable.class, RuntimeException::new);
        with(URI.class, () -> URI.create("http://127.0.0.1:1"));
        with(Duration.class, () -> Duration.ofSeconds(1)).with(Instant.class, () -> AT);
        with(BigDecimal.class, () -> BigDecimal.ONE).with(ZoneOffset.class, () -> ZoneOffset.UTC);
    }

    private void core() {
        Service service = new Service("vpc", "v1");
        with(ApiCall.class, () -> ApiCall.get(service, "cn-north-1", "/vpcs"));
        with(ApiConfig.class, () -> ApiConfig.builder().build()).with(ApiConfig.Builder.class, ApiConfig::builder);
        with(Credentials.class, () -> Credentials.of("key", Secret.of("secret")));
        with(CredentialsProvider.class, () -> CredentialsProvider.of((Credentials) of(Credentials.class)));
        with(
                ApiClient.class,
                () -> new ApiClient(
                        (CredentialsProvider) of(CredentialsProvider.class),
                        ApiConfig.builder().transport(HttpTransports::jdk).build()));
        with(Secret.class, () -> Secret.of("secret")).with(Signer.class, Signer::new);
        with(TimeSource.class, TimeSource::system);
        with(Deadline.class, () -> Deadline.in(Duration.ZERO, TimeSource.system()));
        with(OkHttpClient.class, OkHttpClient::new);
        with(SendContext.class, () -> SendContext.of("vpc GET /v1/vpcs", 0, Optional.empty()));
        with(ApiException.Rejected.class, () -> new ApiException.Rejected((Rejection) of(Rejection.class)));
    }

    private void values() {
        with(WireDialect.class, WireDialects::iotHubInferred);
        with(WireProbe.Builder.class, () -> WireProbe.builder("cn-north-1"));
        with(WireProbe.class, () -> WireProbe.builder("cn-north-1").build());
        with(ProbedRoute.class, () -> ProbedRoute.of("", "list", "x", true, ProbedRoute.State.OPEN, Optional.empty()));
        with(RunId.class, () -> RunId.of("order-4711")).with(Money.class, () -> Money.cny("50"));
        with(CheckId.class, () -> CheckId.of("my-check")).with(Resolution.class, Resolution::orderAgain);
        with(RdsDatabase.class, () -> RdsDatabase.of("id", "iothub", "db", "user", Secret.of("secret")));
        with(SchemaScript.class, () -> SchemaScripts.bytes("SELECT 1;".getBytes(StandardCharsets.UTF_8)));
        with(CreateInstanceRequest.Builder.class, () -> CreateInstanceRequest.builder("cn-north-1", "plant-7"));
        with(
                CreateInstanceRequest.class,
                () -> CreateInstanceRequest.builder("cn-north-1", "plant-7")
                        .network("vpc-yn4dblxgeb", "subnet-820lwf1mlp")
                        .database(RdsDatabase.of(
                                "mysql-wp4e9ztap2", "iothub", "db.example.com", "iothub_rw", Secret.of("Demo1234")))
                        .spendAtMost(Money.cny("50"))
                        .acceptServiceTerms()
                        .build());
        with(Preflight.class, () -> Preflight.of((CreateInstanceRequest) of(CreateInstanceRequest.class), List.of()));
        with(CheckResult.class, () -> CheckResult.passed(CheckId.of("my-check"), "it is", "it was"));
    }

    private void results() {
        with(Violation.class, () -> Violation.of("name-missing", "name", "", "a name", "Give one."));
        with(
                SchemaException.class,
                () -> new SchemaException(SchemaException.Kind.UNREACHABLE, "It is away.", "Try again."));
        with(Instance.Builder.class, () -> Instance.builder("i", "n", "r"));
        with(Instance.class, () -> Instance.builder("i", "n", "r").build());
        with(Order.Builder.class, () -> Order.builder("2026"))
                .with(Order.class, () -> Order.builder("2026").build());
        with(KnownOrder.class, () -> KnownOrder.of("2026"));
        with(RunSummary.Builder.class, () -> RunSummary.builder(RunId.of("x")));
        with(RunSummary.class, () -> RunSummary.builder(RunId.of("x")).build());
        with(
                RunHistory.class,
                () -> RunHistory.of((RunSummary) of(RunSummary.class), Optional.empty(), List.of(), "x"));
        with(Orphan.class, () -> Orphan.of((Instance) of(Instance.class)));
        with(UnfinishedSchema.class, () -> UnfinishedSchema.of(1, 2, Optional.empty(), Optional.empty()));
        with(SchemaNote.class, () -> SchemaNote.of(SchemaNote.Kind.MISFIT, "x"));
        with(SchemaReport.class, () -> SchemaReport.of("ab", 1, 1, Duration.ZERO, true));
        with(
                ProvisioningResult.class,
                () -> ProvisioningResult.of(
                        RunId.of("x"), (Instance) of(Instance.class), "2026", Money.cny("1"), Optional.empty()));
        with(
                ProvisioningException.class,
                () -> new ProvisioningException.Broken(
                        (ProvisioningException.Where) of(ProvisioningException.Where.class), "x", "y"));
    }

    private void provisioning() {
        with(
                ProvisioningClientBuilder.class,
                () -> ProvisioningClient.builder((CredentialsProvider) of(CredentialsProvider.class))
                        .endpoint(URI.create("http://127.0.0.1:1"))
                        .journal(Journals.inMemory()));
        with(ProvisioningClient.class, () -> ((ProvisioningClientBuilder) of(ProvisioningClientBuilder.class)).build());
        with(Approval.class, Samples::approval);
        with(Instances.class, () -> ((ProvisioningClient) of(ProvisioningClient.class)).instances("cn-north-1"));
    }

    private static Approval approval() {
        try (Simulator cloud = Simulator.builder().start();
                ProvisioningClient client = ProvisioningClient.builder(
                                CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY))))
                        .endpoint(cloud.endpoint())
                        .journal(Journals.inMemory())
                        .build()) {
            cloud.demoAccount();
            CreateInstanceRequest request = CreateInstanceRequest.builder(Demo.REGION, "plant-7")
                    .network(Demo.VPC, Demo.SUBNET)
                    .database(RdsDatabase.of(
                            Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                    .acceptServiceTerms()
                    .build();
            return client.approve(client.preflight(request), "jane", Duration.ofHours(1));
        }
    }

    private void simulator() {
        with(SimulatorBuilder.class, Simulator::builder)
                .with(Simulator.class, () -> Simulator.builder().inProcess());
        with(Account.class, () -> ((Simulator) of(Simulator.class)).demoAccount());
        with(Colleague.class, () -> ((Account) of(Account.class)).colleague());
        with(Faults.class, () -> ((Simulator) of(Simulator.class)).faults());
        with(FaultBuilder.class, () -> ((Faults) of(Faults.class)).on(Route.CREATE_INSTANCE));
        with(Ledger.class, () -> ((Simulator) of(Simulator.class)).ledger()).with(Rds.class, () -> Rds.of("id"));
    }
}

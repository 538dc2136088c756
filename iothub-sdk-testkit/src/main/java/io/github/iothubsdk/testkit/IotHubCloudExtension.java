package io.github.iothubsdk.testkit;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * What {@link IotHubCloud} does, to be registered with settings that an annotation cannot hold.
 *
 * <pre>{@code
 * IotHubCloudExtension slow = IotHubCloudExtension.builder()   // in a field: @RegisterExtension static final
 *         .simulator(builder -> builder.building(Duration.ofHours(2)).listLag(Duration.ofMinutes(1)))
 *         .account(account -> account.cash("66.80"))
 *         .build();
 * }</pre>
 *
 * <p>Use it or the annotation, not both: JUnit would not know which of two gives a parameter. It keeps nothing itself: the
 * cloud belongs to the test that asks for it, so that tests may run at once.
 */
public final class IotHubCloudExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(IotHubCloudExtension.class);

    private final Optional<CloudSettings> told;

    /** For JUnit: as the annotation of the test, its class or one around it says. */
    public IotHubCloudExtension() {
        told = Optional.empty();
    }

    private IotHubCloudExtension(CloudSettings settings) {
        told = Optional.of(settings);
    }

    /** Starts to say how each test's cloud is. */
    public static Builder builder() {
        return new Builder();
    }

    /** A constructor's parameters are the test's own, where each test has an instance of its class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        requireNonNull(rootContext, "rootContext");
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        requireNonNull(extensionContext, "extensionContext");
        requireNonNull(parameterContext, "parameterContext");
        return TestCloud.GIVEN.containsKey(parameterContext.getParameter().getType());
    }

    /**
     * The cloud's part of this type.
     *
     * @throws ParameterResolutionException where no test has begun: in {@code @BeforeAll}, {@code @AfterAll}, and in the
     *     constructor of a class with one instance for all tests
     */
    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
        requireNonNull(extensionContext, "extensionContext");
        requireNonNull(parameterContext, "parameterContext");
        Class<?> type = parameterContext.getParameter().getType();
        if (extensionContext.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("There is no " + type.getSimpleName()
                    + " here: each test has a cloud of its own, and none has begun. Ask for it in the test, in @BeforeEach, or in"
                    + " the constructor of a class that is made anew for each test (not @TestInstance(PER_CLASS)).");
        }
        TestCloud cloud = extensionContext
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        TestCloud.class, key -> new TestCloud(settings(extensionContext)), TestCloud.class);
        return requireNonNull(TestCloud.GIVEN.get(type)).apply(cloud);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        requireNonNull(context, "context");
        TestCloud cloud = context.getStore(NAMESPACE).get(TestCloud.class, TestCloud.class);
        if (cloud == null) {
            return;
        }
        try (cloud) {
            Optional<AssertionError> verdict = cloud.verdict();
            Optional<Throwable> failure = context.getExecutionException();
            if (verdict.isPresent() && failure.isEmpty()) {
                throw verdict.get();
            }
            failure.filter(of -> !(of instanceof TestAbortedException))
                    .ifPresent(of -> verdict.ifPresent(of::addSuppressed));
        }
    }

    private CloudSettings settings(ExtensionContext context) {
        return told.orElseGet(() -> CloudSettings.of(Told.to(context)));
    }

    /** Collects how each test's cloud is. Not thread-safe. */
    public static final class Builder {
        private UnaryOperator<SimulatorBuilder> character = CloudSettings.USUAL.character();
        private Consumer<Account> furnishing = CloudSettings.USUAL.furnishing();
        private UnaryOperator<ProvisioningClientBuilder> client = CloudSettings.USUAL.client();
        private final Set<Finding> allowed = EnumSet.noneOf(Finding.class);

        private Builder() {}

        /** Changes the simulator before it starts; its clock is the virtual time. */
        public Builder simulator(UnaryOperator<SimulatorBuilder> change) {
            character = requireNonNull(change, "change");
            return this;
        }

        /** Changes the demo account before the test begins. */
        public Builder account(Consumer<Account> change) {
            furnishing = requireNonNull(change, "change");
            return this;
        }

        /** Changes each client that a test asks for, or its builder. */
        public Builder client(UnaryOperator<ProvisioningClientBuilder> change) {
            client = requireNonNull(change, "change");
            return this;
        }

        /** Lets tests leave this behind without failing for it. */
        public Builder allow(Finding... findings) {
            requireNonNull(findings, "findings");
            Arrays.asList(findings).forEach(each -> allowed.add(requireNonNull(each, "findings")));
            return this;
        }

        /** The extension, for a field with {@code @RegisterExtension}. */
        public IotHubCloudExtension build() {
            return new IotHubCloudExtension(new CloudSettings(character, furnishing, client, Set.copyOf(allowed)));
        }
    }
}

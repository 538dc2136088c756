package io.github.iothubsdk.spring;

import io.github.iothubsdk.core.auth.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the starters. Secrets are read as {@link Secret}s; keep them out of files that are committed.
 *
 * @param enabled Whether the IoT Hub client is set up at all.
 * @param endpoint One address for all services, such as a simulator. Without it, JD Cloud's own hosts.
 * @param allowPlainHttp Whether the endpoint may be plain HTTP on another machine. Whoever is on the way then reads secrets.
 * @param databasePassword Password of the instances' database. Refer to an environment variable or a config tree.
 * @param pollInterval How often the instance list is looked at.
 * @param quietPeriod How long a lost order or payment must leave no trace before it is sent again.
 * @param callTimeout The longest that one call to the service may take.
 * @param rateLimit Calls that each access key makes in any minute at most. 0 for no limit.
 */
@ConfigurationProperties("iothub")
record IotHubProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable URI endpoint,
        @DefaultValue("false") boolean allowPlainHttp,
        @Nullable Secret databasePassword,
        @DefaultValue("10s") Duration pollInterval,
        @DefaultValue("5m") Duration quietPeriod,
        @DefaultValue("20s") Duration callTimeout,
        @DefaultValue("1000") int rateLimit,
        @DefaultValue Credentials credentials,
        @DefaultValue Journal journal,
        @DefaultValue Runs runs,
        @DefaultValue Metrics metrics,
        @DefaultValue Tracing tracing,
        @DefaultValue Hub hub) {

    /**
     * How to sign in. Without any of these, where {@code CredentialsProvider.defaultChain()} looks.
     *
     * @param accessKey The access key.
     * @param secretKey The secret key. Refer to an environment variable or a config tree.
     * @param sessionToken The session token of temporary credentials.
     * @param profile Name of a section of the profile in ~/.jdc, instead of keys.
     */
    record Credentials(
            @Nullable String accessKey,
            @Nullable Secret secretKey,
            @Nullable Secret sessionToken,
            @Nullable String profile) {}

    /**
     * Where runs survive the process.
     *
     * @param directory A directory for the journal, for one node. Without it, the application's DataSource.
     * @param createTable Whether the table is created when it is missing. Otherwise a migration of yours makes it.
     * @param lease How long a node that is not heard of keeps its runs. Longer than its longest pause and its longest script.
     */
    record Journal(
            @Nullable Path directory,
            @DefaultValue("false") boolean createTable,
            @DefaultValue("2m") Duration lease) {}

    /**
     * How runs are taken forward.
     *
     * @param resume Whether unfinished runs are taken up by this node, when it starts and when another one has died.
     * @param lookEvery How often the journal is looked at for runs that nobody has.
     */
    record Runs(
            @DefaultValue("true") boolean resume,
            @DefaultValue("1m") Duration lookEvery) {

        private static final Duration LONGEST = Duration.ofDays(365);

        Runs {
            if (lookEvery.isNegative() || lookEvery.isZero() || lookEvery.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "iothub.runs.look-every must be longer than nothing and at most 365d, not " + lookEvery + ".");
            }
        }
    }

    /**
     * Metrics, with {@code iothub-sdk-micrometer}.
     *
     * @param enabled Whether a MeterRegistry of the application's counts and times runs and calls.
     */
    record Metrics(@DefaultValue("true") boolean enabled) {}

    /**
     * Traces, with {@code iothub-sdk-opentelemetry}.
     *
     * @param enabled Whether an OpenTelemetry bean of the application's gets a span for each run and each call.
     */
    record Tracing(@DefaultValue("true") boolean enabled) {}

    /**
     * What all instances of this application have in common.
     *
     * @param region The region.
     * @param zone The availability zone. Without it, the service chooses.
     * @param vpc The VPC's id.
     * @param subnet The subnet's id.
     * @param rds Id of the RDS instance that the instances keep their data in.
     * @param database Name of the database.
     * @param databaseHost Intranet domain of the RDS instance.
     * @param databaseUser Account with read and write rights on the database.
     */
    record Hub(
            @DefaultValue("cn-north-1") String region,
            @DefaultValue("") String zone,
            @DefaultValue("") String vpc,
            @DefaultValue("") String subnet,
            @DefaultValue("") String rds,
            @DefaultValue("") String database,
            @DefaultValue("") String databaseHost,
            @DefaultValue("") String databaseUser) {}
}

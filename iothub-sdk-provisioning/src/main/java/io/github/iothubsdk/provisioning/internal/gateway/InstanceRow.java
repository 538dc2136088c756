package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An instance as a dialect reads it; empty where the service does not say. {@code createdAt} is text so that any number fits.
 *
 * @param name null when it is not there: a row without one is not understood, and one with an empty one is
 */
record InstanceRow(
        String instanceId,
        @Nullable String name,
        @Nullable String regionId,
        String zone,
        String vpcId,
        String vpcName,
        String subnetId,
        String subnetName,
        String internalDomain,
        String publicDomain,
        InstanceStatus status,
        String statusWord,
        @Nullable BigDecimal progress,
        String createdAt,
        String description) {

    /** Above this a number must be milliseconds: as seconds it would be in the year 5138. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    /** In characters, and in digits. */
    private static final int LONGEST_TIME = 40;

    /** Whether it says which instance it is and how it is called, in words that can be such. */
    boolean isNamed() {
        return !instanceId.isBlank() && name != null && fits();
    }

    private boolean fits() {
        return Texts.fit(Texts.ID, instanceId, name, regionId, zone, vpcId, vpcName, subnetId, subnetName)
                && Texts.fit(Texts.ID, statusWord, createdAt)
                && Texts.fit(Texts.TEXT, internalDomain, publicDomain, description);
    }

    /**
     * The row, with those of its texts that nothing depends on made plain.
     *
     * @param plain takes out secrets and what moves a terminal
     */
    Instance toInstance(String region, UnaryOperator<String> plain) {
        return Instance.builder(instanceId, name == null ? "" : name, regionId == null ? region : regionId)
                .zone(plain.apply(zone))
                .vpc(vpcId, plain.apply(vpcName))
                .subnet(subnetId, plain.apply(subnetName))
                .domains(plain.apply(internalDomain), plain.apply(publicDomain))
                .status(status, plain.apply(statusWord))
                .progress(Optional.ofNullable(progress).map(value -> Math.max(0, Math.min(100, value.intValue()))))
                .createdAt(created())
                .description(description)
                .build();
    }

    /** Seconds are INFERRED from the field's width; milliseconds are told apart by size. */
    private Optional<Instant> created() {
        try {
            BigDecimal said = createdAt.length() > LONGEST_TIME ? BigDecimal.ZERO : new BigDecimal(createdAt.trim());
            long number = Math.abs(said.scale()) > LONGEST_TIME ? 0 : said.longValue();
            if (number <= 0) {
                return Optional.empty();
            }
            return Optional.of(number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

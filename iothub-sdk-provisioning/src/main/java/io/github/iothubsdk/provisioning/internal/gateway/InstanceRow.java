package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** InstanceinfoVO as it comes (published model); {@code createTime} is text so that any number fits. */
record InstanceRow(
        @Nullable String instanceId,
        @Nullable String name,
        @Nullable String regionId,
        @Nullable String azName,
        @Nullable String vpcId,
        @Nullable String vpcName,
        @Nullable String subnetId,
        @Nullable String subnetName,
        @Nullable String priDomain,
        @Nullable String pubDomain,
        @Nullable String instanceStatus,
        @Nullable BigDecimal progressValue,
        @Nullable String createTime,
        @Nullable String description) {

    /** Above this a number must be milliseconds: as seconds it would be in the year 5138. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    /** In characters, and in digits. */
    private static final int LONGEST_TIME = 40;

    /** Whether it says which instance it is and how it is called, in words that can be such. */
    boolean isNamed() {
        return instanceId != null && !instanceId.isBlank() && name != null && fits();
    }

    private boolean fits() {
        return Texts.fit(Texts.ID, instanceId, name, regionId, azName, vpcId, vpcName, subnetId, subnetName)
                && Texts.fit(Texts.ID, instanceStatus, createTime)
                && Texts.fit(Texts.TEXT, priDomain, pubDomain, description);
    }

    /**
     * The row, with those of its texts that nothing depends on made plain.
     *
     * @param plain takes out secrets and what moves a terminal
     */
    Instance toInstance(String region, UnaryOperator<String> plain) {
        return Instance.builder(text(instanceId), text(name), regionId == null ? region : regionId)
                .zone(plain.apply(text(azName)))
                .vpc(text(vpcId), plain.apply(text(vpcName)))
                .subnet(text(subnetId), plain.apply(text(subnetName)))
                .domains(plain.apply(text(priDomain)), plain.apply(text(pubDomain)))
                .status(InstanceStatus.of(instanceStatus), plain.apply(text(instanceStatus)))
                .progress(Optional.ofNullable(progressValue).map(value -> Math.max(0, Math.min(100, value.intValue()))))
                .createdAt(created())
                .description(text(description))
                .build();
    }

    /** Seconds are INFERRED from the field's width; milliseconds are told apart by size. */
    private Optional<Instant> created() {
        try {
            BigDecimal said = createTime == null || createTime.length() > LONGEST_TIME
                    ? BigDecimal.ZERO
                    : new BigDecimal(createTime.trim());
            long number = Math.abs(said.scale()) > LONGEST_TIME ? 0 : said.longValue();
            if (number <= 0) {
                return Optional.empty();
            }
            return Optional.of(number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}

package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** One row of the instance list. Immutable; later versions may tell more. */
public final class Instance {

    private record Values(
            String id,
            String name,
            String region,
            Optional<String> zone,
            Optional<String> vpcId,
            Optional<String> vpcName,
            Optional<String> subnetId,
            Optional<String> subnetName,
            Optional<String> privateDomain,
            Optional<String> publicDomain,
            InstanceStatus status,
            Optional<String> statusWord,
            Optional<Integer> progress,
            Optional<Instant> createdAt,
            Optional<String> description) {}

    private final Values values;

    private Instance(Builder from) {
        values = new Values(
                from.id,
                from.name,
                from.region,
                told(from.zone),
                told(from.vpcId),
                told(from.vpcName),
                told(from.subnetId),
                told(from.subnetName),
                told(from.privateDomain),
                told(from.publicDomain),
                from.status,
                told(from.statusWord),
                from.progress,
                from.createdAt,
                told(from.description));
    }

    private static Optional<String> told(String text) {
        return Optional.of(text).filter(known -> !known.isEmpty());
    }

    /** One to be filled in, as tests of yours may need; nothing but these is known at first. */
    public static Builder builder(String id, String name, String region) {
        return new Builder(id, name, region);
    }

    /** Opaque; its format is not published. */
    public String id() {
        return values.id;
    }

    /** Unique within the region as far as this SDK is concerned. */
    public String name() {
        return values.name;
    }

    /** Such as {@code cn-north-1}. */
    public String region() {
        return values.region;
    }

    /** Availability zones, joined by {@code @} as the service does; empty when the service does not say. */
    public Optional<String> zone() {
        return values.zone;
    }

    /** The network; empty when the service does not say. */
    public Optional<String> vpcId() {
        return values.vpcId;
    }

    /** Empty when the service does not say. */
    public Optional<String> vpcName() {
        return values.vpcName;
    }

    /** The subnet; empty when the service does not say. */
    public Optional<String> subnetId() {
        return values.subnetId;
    }

    /** Empty when the service does not say. */
    public Optional<String> subnetName() {
        return values.subnetName;
    }

    /** The intranet domain; empty until it runs. */
    public Optional<String> privateDomain() {
        return values.privateDomain;
    }

    /** The public domain; empty until it runs. */
    public Optional<String> publicDomain() {
        return values.publicDomain;
    }

    /** What the status word means. */
    public InstanceStatus status() {
        return values.status;
    }

    /** The word as it came; empty when none came. */
    public Optional<String> statusWord() {
        return values.statusWord;
    }

    /** 0 to 100, when the service says. */
    public Optional<Integer> progress() {
        return values.progress;
    }

    /** Empty when the service does not say. */
    public Optional<Instant> createdAt() {
        return values.createdAt;
    }

    /** The caller's own; empty when there is none. */
    public Optional<String> description() {
        return values.description;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Instance that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Instance" + values.toString().substring("Values".length());
    }

    /** Fills one in. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String name;
        private final String region;
        private String zone = "";
        private String vpcId = "";
        private String vpcName = "";
        private String subnetId = "";
        private String subnetName = "";
        private String privateDomain = "";
        private String publicDomain = "";
        private InstanceStatus status = InstanceStatus.UNRECOGNISED;
        private String statusWord = "";
        private Optional<Integer> progress = Optional.empty();
        private Optional<Instant> createdAt = Optional.empty();
        private String description = "";

        private Builder(String id, String name, String region) {
            this.id = requireNonNull(id, "id");
            this.name = requireNonNull(name, "name");
            this.region = requireNonNull(region, "region");
        }

        /** Availability zones; as with all texts here, {@code ""} is what is not known. */
        public Builder zone(String zones) {
            zone = requireNonNull(zones, "zones");
            return this;
        }

        /** The network; a name that is not known is empty. */
        public Builder vpc(String ofId, String named) {
            vpcId = requireNonNull(ofId, "ofId");
            vpcName = requireNonNull(named, "named");
            return this;
        }

        /** The subnet; a name that is not known is empty. */
        public Builder subnet(String ofId, String named) {
            subnetId = requireNonNull(ofId, "ofId");
            subnetName = requireNonNull(named, "named");
            return this;
        }

        /** The intranet and the public domain. */
        public Builder domains(String intranet, String open) {
            privateDomain = requireNonNull(intranet, "intranet");
            publicDomain = requireNonNull(open, "open");
            return this;
        }

        /** The status word, and what it means. */
        public Builder status(InstanceStatus meaning, String word) {
            status = requireNonNull(meaning, "meaning");
            statusWord = requireNonNull(word, "word");
            return this;
        }

        /** 0 to 100. */
        public Builder progress(Optional<Integer> percent) {
            progress = requireNonNull(percent, "percent");
            return this;
        }

        /** When it was created. */
        public Builder createdAt(Optional<Instant> at) {
            createdAt = requireNonNull(at, "at");
            return this;
        }

        /** The caller's own words. */
        public Builder description(String text) {
            description = requireNonNull(text, "text");
            return this;
        }

        /** The instance. */
        public Instance build() {
            return new Instance(this);
        }
    }
}

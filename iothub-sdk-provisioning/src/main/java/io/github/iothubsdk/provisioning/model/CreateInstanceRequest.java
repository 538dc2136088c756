package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to create: the console's form, the order page's consent, and what may be spent. Immutable, thread-safe.
 *
 * <p>{@link Builder#build()} checks the shape of every field without any I/O and reports all mistakes at once.
 */
public final class CreateInstanceRequest {

    private final Builder fields;
    private final Set<CheckId> uncheckedAllowed;

    private CreateInstanceRequest(Builder fields) {
        this.fields = fields;
        this.uncheckedAllowed = Set.copyOf(fields.uncheckedAllowed);
    }

    /**
     * A builder with the two fields that name an instance.
     *
     * @param region such as {@code cn-north-1}
     * @param name 1 to 32 Chinese characters, digits, letters, {@code _} or {@code -}
     */
    public static Builder builder(String region, String name) {
        requireNonNull(name, "name");
        requireNonNull(region, "region");
        return new Builder(region, name);
    }

    /** A builder that starts with everything in this request. */
    public Builder toBuilder() {
        return fields.copy();
    }

    /** The region. */
    public String region() {
        return fields.region;
    }

    /** The instance's name, its natural key within the region. */
    public String name() {
        return fields.name;
    }

    /** At most 256 characters; may be empty. */
    public String description() {
        return fields.description;
    }

    /** Whether a token of the run is put behind the description. */
    public boolean marksDescription() {
        return fields.marked;
    }

    /** The availability zone; the service chooses when it is empty. */
    public Optional<String> zone() {
        return fields.zone;
    }

    /** The VPC and the subnet. */
    public Network network() {
        return fields.network;
    }

    /** The database. */
    public RdsDatabase database() {
        return Optional.ofNullable(fields.database).orElseThrow();
    }

    /** The most that the order may cost; the SDK pays none above it, but may only warn of one that pays itself. */
    public Money spendAtMost() {
        return fields.spendAtMost;
    }

    /** What the caller says the account's coupons are worth: no API lists them. */
    public Money coupons() {
        return fields.coupons;
    }

    /** How to initialise the database; empty when that is done already. */
    public Optional<SchemaBootstrap> schema() {
        return fields.schema;
    }

    /** The names of the checks that need not be looked at. */
    public Set<CheckId> uncheckedAllowed() {
        return uncheckedAllowed;
    }

    /** What it creates and where; no secret. */
    @Override
    public String toString() {
        return "instance \"" + name() + "\" in " + region();
    }

    /** Collects the form; not thread-safe. */
    public static final class Builder {
        final String region;
        final String name;
        String description = "";
        boolean marked;
        Optional<String> zone = Optional.empty();
        Network network = new Network("", "");

        @Nullable
        RdsDatabase database;

        Money spendAtMost = Money.ZERO_CNY;
        Money coupons = Money.ZERO_CNY;
        Optional<SchemaBootstrap> schema = Optional.empty();
        boolean termsAccepted;
        Set<CheckId> uncheckedAllowed = new TreeSet<>();

        private Builder(String region, String name) {
            this.region = region;
            this.name = name;
        }

        /** Optional; at most 256 characters. */
        public Builder description(String text) {
            requireNonNull(text, "text");
            description = text;
            return this;
        }

        /**
         * Optional: puts a token of 14 characters in front of the description, such as {@code [2d8c4a3e0b1f]}.
         *
         * <p>When the answer to the order is lost, only an order or instance that shows this token is taken for it, so that
         * a colleague who orders the same name in the same minute cannot be mistaken. Where the service does not show
         * descriptions of unpaid orders, such a loss ends in {@code Unknown}.
         */
        public Builder markInDescription() {
            marked = true;
            return this;
        }

        /** Optional; such as {@code cn-north-1a}. */
        public Builder zone(String availabilityZone) {
            requireNonNull(availabilityZone, "availabilityZone");
            zone = Optional.of(availabilityZone);
            return this;
        }

        /** Required: the VPC and a subnet in it. */
        public Builder network(String vpc, String subnet) {
            requireNonNull(subnet, "subnet");
            requireNonNull(vpc, "vpc");
            network = new Network(vpc, subnet);
            return this;
        }

        /** Required: a MySQL, MariaDB or Percona database in the same VPC. */
        public Builder database(RdsDatabase rds) {
            requireNonNull(rds, "rds");
            database = rds;
            return this;
        }

        /** The ceiling; default CNY 0.00, which is what a pay-by-use order costs at first. */
        public Builder spendAtMost(Money ceiling) {
            requireNonNull(ceiling, "ceiling");
            spendAtMost = ceiling;
            return this;
        }

        /** Counts towards the balance that is needed; default CNY 0.00. */
        public Builder couponsWorth(Money worth) {
            requireNonNull(worth, "worth");
            coupons = worth;
            return this;
        }

        /** Initialises the database before the order, and refuses one that holds rows. */
        public Builder bootstrapSchema(SchemaScript script) {
            requireNonNull(script, "script");
            return bootstrapSchema(SchemaBootstrap.of(script));
        }

        /** Initialises the database in another way. */
        public Builder bootstrapSchema(SchemaBootstrap bootstrap) {
            requireNonNull(bootstrap, "bootstrap");
            schema = Optional.of(bootstrap);
            return this;
        }

        /** Required, as on the console's order page: the service terms are accepted. */
        public Builder acceptServiceTerms() {
            termsAccepted = true;
            return this;
        }

        /**
         * Orders even when this check could not be looked at, as when the user may not read it.
         *
         * @param check its id, as in {@link CheckResult#id}; preflight refuses an id that no check has
         */
        public Builder allowUnchecked(CheckId check) {
            requireNonNull(check, "check");
            uncheckedAllowed.add(check);
            return this;
        }

        /**
         * The request.
         *
         * @throws ProvisioningException.Invalid naming every field that is wrong
         */
        public CreateInstanceRequest build() {
            RequestRules.check(this);
            return new CreateInstanceRequest(copy());
        }

        private Builder copy() {
            Builder copy = new Builder(region, name);
            copy.description = description;
            copy.marked = marked;
            copy.zone = zone;
            copy.network = network;
            copy.database = database;
            copy.spendAtMost = spendAtMost;
            copy.coupons = coupons;
            copy.schema = schema;
            copy.termsAccepted = termsAccepted;
            copy.uncheckedAllowed = new TreeSet<>(uncheckedAllowed);
            return copy;
        }
    }
}

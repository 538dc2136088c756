package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.Violation;
import java.util.Map;
import java.util.Set;

/**
 * One thing to put right at a terminal.
 *
 * @param of what is wrong
 * @param field where that is given
 * @param remedy what to do
 */
record Correction(Violation of, String field, String remedy) {

    /** Where each field of the request is given. */
    static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("region", "--region"),
            Map.entry("name", "--name"),
            Map.entry("description", "--description"),
            Map.entry("vpcId", "--vpc"),
            Map.entry("subnetId", "--subnet"),
            Map.entry("database", "--database"),
            Map.entry("database.instanceId", "--rds"),
            Map.entry("database.database", "--database"),
            Map.entry("database.host", "--db-host"),
            Map.entry("database.user", "--db-user"),
            Map.entry("database.password", "IOTHUB_DB_PASSWORD"),
            Map.entry("spendAtMost", "--spend-at-most"),
            Map.entry("couponsWorth", "--coupons-worth"),
            Map.entry("serviceTerms", "--accept-terms"),
            Map.entry("schema", "--schema"),
            Map.entry("journal", "--journal"),
            Map.entry("runId", "RUN_ID"));

    private static final Set<String> MAY_PASS =
            Set.of("service-unreachable", "service-failing", "answer-not-understood");

    static Correction of(Violation violation, Commands commands) {
        return new Correction(
                violation, FIELDS.getOrDefault(violation.field(), violation.field()), Remedies.of(violation, commands));
    }

    /**
     * Whether it is nobody's to put right at this terminal: the service failed, or did not answer, and may be back later.
     */
    boolean mayPass() {
        return MAY_PASS.contains(of.code());
    }

    /** Whether nobody can be asked: a dozen checks that could not be made for it are one thing to say. */
    static boolean isOfAll(Violation violation) {
        return violation.code().equals("service-unreachable")
                && violation.checks().size() > 1;
    }

    /** Whether what was found is a sentence that needs no more than what to do. */
    boolean isSaidWhole() {
        return isOfAll(of) || of.code().equals(CheckId.CREDENTIALS_ARE_ACCEPTED.value());
    }

    /** One line for a person. */
    @Override
    public String toString() {
        if (isSaidWhole()) {
            return of.value().map(Plain::sentence).orElse("") + " " + Plain.sentence(remedy);
        }
        return field + ": found " + of.value().map(Plain::clause).orElse("nothing") + "; expected "
                + Plain.sentence(of.rule()) + " " + Plain.sentence(remedy);
    }
}

package io.github.iothubsdk.cli;

import static java.util.Map.entry;

import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.error.Rejection;
import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.Violation;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What somebody at a terminal can do about each code of a check or a violation; docs/endings.md lists the codes. */
final class Remedies {

    /** What to do depends on what was found, and is the same for everybody: it names nothing of any interface. */
    private static final Set<String> AS_SAID =
            Set.of("credentials-are-accepted", "schema-target-is-ready", "schema-refused", "order-refused");

    private static final String ROUTE_CLOSED =
            "The route is not open to this account: ask JD Cloud to open it; the IoT Hub instance routes are inferred,"
                    + " not published.";

    private static final String APPROVE = "Look again by iothub preflight --approve-to FILE --by NAME, and order that.";

    private static final String ADOPTION_REFUSED = "adoption-refused";

    private static final Map<String, String> CHECKS = Map.ofEntries(
            entry("real-name-is-verified", "Complete the real-name verification in the console, under Account."),
            entry("balance-suffices", "Top up the account, or state its coupons with --coupons-worth AMOUNT."),
            entry("vpc-exists", "Correct --vpc, or create the VPC."),
            entry("subnet-fits", "Correct --subnet to one of that VPC with free addresses, or create it."),
            entry("database-server-fits", "Put that right in the RDS console, or name another RDS instance by --rds."),
            entry(
                    "database-is-writable",
                    "In the RDS console, create the --database with character set utf8, and grant the --db-user rw on it."),
            entry("name-is-free", "Choose another --name, or use that instance."),
            entry("order-list-is-readable", "Grant the user to read the orders in access management (IAM)."),
            entry(
                    "first-in-region",
                    "If the order is refused for its quota, delete the other or ask JD Cloud to raise it."),
            entry("clock-agrees", "Set this machine's clock, and keep it synchronised."),
            entry("journal-is-writable", "Put that right, or name another --journal."),
            entry("region-is-supported", "Choose another --region."),
            entry("terms-are-accepted", "Read them, then add --accept-terms."),
            entry("dialect-orders", "Use another --dialect, such as iotHubInferred."),
            entry("unchecked-are-checks", "Correct what --allow-unchecked names, or leave it out."),
            entry("own-checks-are-named", "Give each check an id and a name of its own."),
            entry(
                    "order-is-for-the-name",
                    "If it is this run's all the same, pay it in the console, then go on by iothub resume."));

    private static final Map<String, String> OBSTACLES = Map.ofEntries(
            entry("service-unreachable", "Check --endpoint and the network, then try again."),
            entry("service-failing", "Try again later."),
            entry("answer-not-understood", "Check --endpoint: what answers there is not understood."),
            entry(
                    "call-refused",
                    "Do what its message names: correct the value, or grant the user the action in access management (IAM);"
                            + " a route that is not allowed, JD Cloud opens."),
            entry("check-threw", "Mend the check, then try again."),
            entry("check-timed-out", "Look why the check hangs, then try again."));

    private static final Map<String, String> OTHERS = Map.ofEntries(
            entry("region-missing", "Give a --region."),
            entry("region-shape", "Give a --region such as cn-north-1."),
            entry("name-missing", "Give a --name."),
            entry("name-shape", "Choose another --name."),
            entry("description-too-long", "Shorten the --description."),
            entry("vpc-missing", "Give it as --vpc, from the console's list of VPCs."),
            entry("vpc-shape", "Copy it from the console's list of VPCs."),
            entry("subnet-missing", "Give it as --subnet, from the console's list of subnets."),
            entry("subnet-shape", "Copy it from the console's list of subnets."),
            entry("zone-missing", "Leave it out to let the service choose."),
            entry("zone-shape", "Leave it out to let the service choose."),
            entry("database-missing", "Name it by --rds, --database, --db-host and --db-user."),
            entry("rds-instance-missing", "Give the instance's id as --rds, from the RDS console."),
            entry("rds-instance-shape", "Copy the instance's id, not its name, from the RDS console."),
            entry("database-name-missing", "Name it by --database."),
            entry("database-name-shape", "Name a database that RDS can hold."),
            entry("database-host-missing", "Give it as --db-host, from the RDS console, without a port."),
            entry("database-host-shape", "Copy it from the RDS console, without a port."),
            entry("database-user-missing", "Name an account of the RDS instance by --db-user."),
            entry("database-user-shape", "Name an account of the RDS instance."),
            entry("database-password-missing", "Set IOTHUB_DB_PASSWORD to the password of the --db-user."),
            entry("spend-at-most-shape", "Give yuan, such as --spend-at-most 50.00."),
            entry("coupons-worth-shape", "Give yuan, such as --coupons-worth 50.00."),
            entry("terms-not-accepted", "Read them, then add --accept-terms."),
            entry(
                    "name-reserved",
                    "Go on with that run by iothub resume, or, when it has ordered nothing, give it up by iothub abandon."),
            entry("journal-unwritable", "Mend it, or name another directory by --journal; then create again."),
            entry("run-id-taken", "List the runs by iothub runs, and go on with that one by iothub resume."),
            entry("run-id-forgotten", "Create again: each run has an id of its own."),
            entry("run-id-of-approval", "Give the approval by --approval FILE, or another --run-id."),
            entry("preflight-old", APPROVE),
            entry(
                    ADOPTION_REFUSED,
                    "List what is there by iothub orphans, and compare it with the console's order list; a higher ceiling is given by --spend-at-most."),
            entry("approval-used", APPROVE),
            entry("approval-expired", APPROVE),
            entry("approval-drifted", "Put it back as it was, and use the same approval; or: " + APPROVE),
            entry("approval-differs", "Give what was approved, or: " + APPROVE),
            entry("approval-account", "Use a key of the account for which it was approved."),
            entry("client-closed", "Create again."));

    private static final Map<String, String> SCHEMA = Map.of(
            "database-not-empty", "Name an empty --database, or empty it first.",
            "rights-too-wide",
                    "Give as --db-user an account with rights on that database alone, such as one with rw on it.",
            "jdbc-driver-missing", "Give --schema-url an address that starts with jdbc:mysql: or jdbc:mariadb:.",
            "jdbc-url-holds-user", "Take it out of --schema-url: --db-user and IOTHUB_DB_PASSWORD say who logs in.",
            "script-failed", "Correct the script, or what it meets in the database; then create again.",
            "script-not-there", "Give it again: --schema FILE.",
            "expectation-missing", "Say it by --schema-tables, --schema-filled or both.");

    /** Of these, what is said by the library is in words of its interface, and holds for whoever has ordered, too. */
    private static final Set<String> CLIENTS =
            Set.of("jdbc-driver-missing", "jdbc-url-holds-user", "script-not-there", "database-password-missing");

    private Remedies() {}

    /** Empty when there is nothing to do. */
    static Optional<String> of(CheckResult result, Commands commands) {
        if (!result.blocks() && result.remedy().isEmpty()) {
            return Optional.empty();
        }
        if (result.outcome() == CheckResult.Outcome.UNCHECKED && result.cause().isPresent()) {
            String why = result.cause().get();
            String remedy = OBSTACLES.getOrDefault(why, "First put right what " + why + " has found.");
            return Optional.of(remedy
                    + result.requestId()
                            .filter(id -> why.equals("service-failing"))
                            .map(id -> " If it stays, give request id " + id + " to JD Cloud's support.")
                            .orElse(""));
        }
        return Optional.of(of(
                        result.id().value(),
                        result.cause(),
                        result.otherRun(),
                        result.remedy().orElse(""),
                        commands))
                .filter(remedy -> !remedy.isEmpty());
    }

    static String of(Violation violation, Commands commands) {
        String remedy = of(violation.code(), violation.cause(), violation.otherRun(), violation.remedy(), commands);
        boolean unreachable = violation.code().equals("service-unreachable"); // nor can it be ordered then
        if (!violation.mayGoUnchecked() || unreachable) {
            return remedy;
        }
        return Plain.sentence(remedy) + " To order all the same: --allow-unchecked "
                + (violation.checks().size() == 1 ? violation.checks().get(0) + "." : "ID for each of these checks.");
    }

    /** Of a database that cannot be initialised for an instance that is ordered: neither it nor its account can change. */
    static String ofOrdered(SchemaException failure, String said) {
        return failure.code().filter(CLIENTS::contains).flatMap(Remedies::find).orElse(said);
    }

    /** Of a call that the service refused. */
    static String of(Rejection no) {
        return no.reason() == Reason.ROUTE_CLOSED ? ROUTE_CLOSED : no.remedy();
    }

    /** Of another run that is creating the instance. */
    static String of(RunId other, Commands commands) {
        return "Go on with it by " + commands.resume(other) + " or, when it has ordered nothing, give it up by "
                + commands.abandon(other) + " instead.";
    }

    /** A run in doubt is not gone on with before it has the order: it would place another one. */
    private static String ofDoubt(RunId run, Commands commands) {
        return "If it is that run's order, give it to it: " + commands.resolve(run) + " --adopt NUMBER, then "
                + commands.resume(run) + ".";
    }

    private static String of(
            String code, Optional<String> cause, Optional<RunId> otherRun, String said, Commands commands) {
        return otherRun.map(run -> code.equals(ADOPTION_REFUSED) ? ofDoubt(run, commands) : of(run, commands))
                .or(() -> cause.flatMap(Remedies::find))
                .or(() -> find(code))
                .orElse(said.equals(Reason.ROUTE_CLOSED.remedy()) ? ROUTE_CLOSED : said);
    }

    /** Empty for a code that has none of its own. */
    static Optional<String> find(String code) {
        return Optional.ofNullable(CHECKS.get(code))
                .or(() -> Optional.ofNullable(OBSTACLES.get(code)))
                .or(() -> Optional.ofNullable(OTHERS.get(code)))
                .or(() -> Optional.ofNullable(SCHEMA.get(code)));
    }

    /** Whether what the library says is told as it is. */
    static boolean isAsSaid(String code) {
        return AS_SAID.contains(code);
    }
}

package io.github.iothubsdk.provisioning.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The console form's rules (published: its screenshots and the RDS naming page), all looked at before any I/O. */
final class RequestRules {

    private static final int LONGEST_DESCRIPTION = 256;
    /** The mark of a run, with a space before it. */
    private static final int MARK = 15;

    private static final Rule REGION = new Rule(
            "region",
            "[a-z]{2}-[a-z]+-\\d+",
            "a region id such as cn-north-1",
            "Take the id from JD Cloud's list of regions.");
    private static final Rule NAME = new Rule(
            "name",
            "[\\p{IsHan}A-Za-z0-9_-]{1,32}",
            "1 to 32 Chinese characters, digits, letters, _ or -",
            "Choose another name.");
    private static final Rule VPC = new Rule(
            "vpc", "vpc-[a-z0-9]{1,32}", "a VPC id such as vpc-yn4dblxgeb", "Copy it from the console's list of VPCs.");
    private static final Rule SUBNET = new Rule(
            "subnet",
            "subnet-[a-z0-9]{1,32}",
            "a subnet id such as subnet-820lwf1mlp",
            "Copy it from the console's list of subnets.");
    private static final Rule ZONE = new Rule(
            "zone",
            "[a-z0-9-]{1,32}",
            "an availability zone such as cn-north-1a",
            "Leave it out to let the service choose.");
    private static final Rule RDS = new Rule(
            "rds-instance",
            "[a-z]+-[a-z0-9]{1,32}",
            "an RDS instance id such as mysql-wp4e9ztap2",
            "Copy the instance's id, not its name, from the RDS console.");
    private static final Rule DATABASE = new Rule(
            "database-name",
            "[a-z][a-z0-9_]{0,30}[a-z0-9]",
            "2 to 32 lower-case letters, digits or _, starting with a letter and not ending with _",
            "Name a database that RDS can hold.");
    private static final Rule HOST = new Rule(
            "database-host",
            "(?i)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?",
            "the RDS instance's intranet domain",
            "Copy it from the RDS console, without a port.");
    private static final Rule USER = new Rule(
            "database-user",
            "[A-Za-z0-9_]{2,16}",
            "2 to 16 letters, digits or _",
            "Name an account of the RDS instance.");

    /** The word is what its codes start with. */
    private record Rule(String word, Pattern pattern, String text, String remedy) {
        Rule(String word, String pattern, String text, String remedy) {
            this(word, Pattern.compile(pattern), text, remedy);
        }
    }

    private final List<Violation> violations = new ArrayList<>();

    private RequestRules() {}

    static void check(CreateInstanceRequest.Builder form) {
        var rules = new RequestRules();
        rules.checkInstance(form);
        rules.checkDatabase(form.database);
        rules.checkMoney("spend-at-most-shape", "spendAtMost", form.spendAtMost);
        rules.checkMoney("coupons-worth-shape", "couponsWorth", form.coupons);
        rules.require(
                form.termsAccepted,
                "terms-not-accepted",
                "serviceTerms",
                "",
                "the service terms to be accepted",
                "Read them, then call acceptServiceTerms().");
        if (!rules.violations.isEmpty()) {
            throw new ProvisioningException.Invalid(
                    new ProvisioningException.Where(null, "request", null, null), rules.violations);
        }
    }

    private void checkInstance(CreateInstanceRequest.Builder form) {
        match("region", form.region, REGION);
        match("name", form.name, NAME);
        int length = form.description.codePointCount(0, form.description.length());
        int most = form.marked ? LONGEST_DESCRIPTION - MARK : LONGEST_DESCRIPTION;
        require(
                length <= most,
                "description-too-long",
                "description",
                length + " characters",
                "at most " + most + " characters" + (form.marked ? ", beside the run's mark" : ""),
                "Shorten it.");
        form.zone.ifPresent(zone -> match("zone", zone, ZONE));
        match("vpcId", form.network.vpcId(), VPC);
        match("subnetId", form.network.subnetId(), SUBNET);
    }

    private void checkDatabase(@Nullable RdsDatabase database) {
        if (database == null) {
            require(
                    false,
                    "database-missing",
                    "database",
                    "",
                    "the RDS database that the instance is to use",
                    "Call database(RdsDatabase.of(...)).");
            return;
        }
        match("database.instanceId", database.instanceId(), RDS);
        match("database.database", database.database(), DATABASE);
        match("database.host", database.host(), HOST);
        match("database.user", database.user(), USER);
        boolean blank = database.password().filter(secret -> secret.isBlank()).isPresent();
        require(
                !blank,
                "database-password-missing",
                "database.password",
                "",
                "the account's password",
                "Give the password of " + database.user() + ".");
    }

    private void checkMoney(String code, String field, Money money) {
        require(
                !money.isNegative() && money.currency().equals("CNY"),
                code,
                field,
                money.toString(),
                "an amount of CNY that is not negative",
                "Give it as Money.cny(\"50.00\").");
    }

    private void match(String field, String value, Rule rule) {
        String code = rule.word() + (value.isEmpty() ? "-missing" : "-shape");
        require(rule.pattern().matcher(value).matches(), code, field, quote(value), rule.text(), rule.remedy());
    }

    private void require(boolean holds, String code, String field, String value, String rule, String remedy) {
        if (!holds) {
            violations.add(Violation.of(code, field, value, rule, remedy));
        }
    }

    private static String quote(String value) {
        String shown = value.length() > 80 ? value.substring(0, 80) + "..." : value;
        return value.isEmpty() ? "" : '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}

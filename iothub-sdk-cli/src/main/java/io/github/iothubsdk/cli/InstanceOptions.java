package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The console's form. */
final class InstanceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create(); // or the parser has no place for it

    private static final Money NOTHING = Money.cny("0.00");

    @Option(names = "--name", paramLabel = "NAME", description = "1 to 32 Chinese characters, letters, digits, _ or -.")
    String name = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "At most 256 characters.")
    String description = "";

    @Option(names = "--vpc", paramLabel = "ID", description = "The VPC, such as vpc-yn4dblxgeb.")
    String vpc = "";

    @Option(names = "--subnet", paramLabel = "ID", description = "A subnet of that VPC, such as subnet-820lwf1mlp.")
    String subnet = "";

    @Option(names = "--rds", paramLabel = "ID", description = "The RDS instance, such as mysql-wp4e9ztap2.")
    String rds = "";

    @Option(names = "--database", paramLabel = "NAME", description = "A database of the RDS instance.")
    String database = "";

    @Option(names = "--db-host", paramLabel = "HOST", description = "The RDS instance's intranet domain.")
    String host = "";

    @Option(names = "--db-user", paramLabel = "USER", description = "May read and write it; see IOTHUB_DB_PASSWORD.")
    String user = "";

    @Mixin
    final SchemaOptions schema = new SchemaOptions();

    @Option(
            names = "--spend-at-most",
            paramLabel = "AMOUNT",
            description = "Yuan; an order above it is not paid. Default: 0.00.")
    Money spendAtMost = NOTHING;

    @Option(
            names = "--coupons-worth",
            paramLabel = "AMOUNT",
            description = "Yuan that count towards the balance: no API lists coupons.")
    Money couponsWorth = NOTHING;

    @Option(
            names = "--allow-unchecked",
            paramLabel = "ID",
            completionCandidates = Words.Checks.class,
            description = "Orders although this check, such as vpc-exists, could not be looked at; may be repeated."
                    + " preflight tells the id with what could not be looked at.")
    List<CheckId> allowUnchecked = List.of();

    @Option(
            names = "--mark",
            description = "Puts a token of the run in front of the description: a lost order is found by it alone.")
    boolean mark;

    @Option(names = "--accept-terms", description = "You have read the service terms, and accept them. Required.")
    boolean acceptTerms;

    /** Whether anything was said of what is wanted; that the terms are accepted says nothing of it. */
    boolean isGiven() {
        return !(name + description + vpc + subnet + rds + database + host + user).isEmpty()
                || schema.file.isPresent()
                || !spendAtMost.equals(NOTHING)
                || !couponsWorth.equals(NOTHING)
                || !allowUnchecked.isEmpty()
                || mark
                || isEntered();
    }

    /** Also a value that is the default: who enters a ceiling of nothing means it. */
    private boolean isEntered() {
        return command.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> !option.longestName().equals("--accept-terms"))
                .anyMatch(option -> option.userObject() instanceof Field field
                        && field.getDeclaringClass().equals(InstanceOptions.class));
    }

    CreateInstanceRequest request(Shell shell, String region) {
        Secret password = CloudOptions.password(shell).orElse(Secret.of(""));
        var builder = CreateInstanceRequest.builder(region, name)
                .description(description)
                .network(vpc, subnet)
                .database(new RdsDatabase(rds, database, host, user, Optional.of(password)))
                .spendAtMost(spendAtMost)
                .couponsWorth(couponsWorth);
        schema.bootstrap().ifPresent(builder::bootstrapSchema);
        allowUnchecked.forEach(builder::allowUnchecked);
        if (mark) {
            builder.markInDescription();
        }
        if (acceptTerms) {
            builder.acceptServiceTerms();
        }
        return builder.build();
    }
}

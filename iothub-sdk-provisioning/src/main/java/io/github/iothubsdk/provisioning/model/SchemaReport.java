package io.github.iothubsdk.provisioning.model;

import java.time.Duration;

/**
 * What initialising the database came to.
 *
 * @param scriptSha256 lower-case hex of the script's bytes
 * @param statements how many the server ran
 * @param tables how many base tables the database has now, without the SDK's own marker
 * @param took from the first byte to the last answer; zero when nothing had to be done
 * @param alreadyThere whether the same script had been applied before and nothing was done
 */
public record SchemaReport(String scriptSha256, int statements, int tables, Duration took, boolean alreadyThere) {}

package io.github.iothubsdk.provisioning.internal.schema;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** Which driver of the class path takes an address, as it is or in the other driver's words. */
final class Drivers {

    private static final String MYSQL = "jdbc:mysql:";
    private static final String MARIADB = "jdbc:mariadb:";

    /** A driver and the address in its own words. */
    record Found(Driver driver, String url) {

        boolean isMariadbs() {
            return url.startsWith(MARIADB);
        }
    }

    private Drivers() {}

    static Optional<Found> of(String url) {
        String other = url.startsWith(MYSQL)
                ? MARIADB + url.substring(MYSQL.length())
                : url.replaceFirst("^" + MARIADB, MYSQL);
        return taking(url).or(() -> taking(other));
    }

    private static Optional<Found> taking(String url) {
        return DriverManager.drivers()
                .filter(driver -> takes(driver, url))
                .map(driver -> new Found(driver, url))
                .findFirst();
    }

    private static boolean takes(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }
}

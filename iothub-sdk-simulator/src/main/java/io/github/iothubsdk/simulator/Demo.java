package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

/** The demo account: a verified account with money, a network and a database, in the documented id formats. */
public final class Demo {
    /** The access key id. */
    public static final String ACCESS_KEY = "JDC_DEMO_ACCESS_KEY";
    /** The secret key; it opens nothing but a simulator. */
    public static final String SECRET_KEY = "demo-secret-key-of-the-simulator";
    /** The region of everything in the demo cloud: North China, Beijing. */
    public static final String REGION = "cn-north-1";
    /** The VPC's id. */
    public static final String VPC = "vpc-yn4dblxgeb";
    /** The subnet's id; it lies in {@link #VPC} and has 250 free addresses. */
    public static final String SUBNET = "subnet-820lwf1mlp";
    /** The RDS instance's id: a running MySQL 5.7 in {@link #VPC}. */
    public static final String RDS = "mysql-wp4e9ztap2";
    /** The intranet domain of {@link #RDS}. */
    public static final String RDS_HOST = "mysql-cn-north-1-c1ce20704a60487d.rds.jdcloud.com";
    /** The name of the database in {@link #RDS}. */
    public static final String DATABASE = "iothub";
    /** The database account, with {@code rw} on {@link #DATABASE}. */
    public static final String DB_USER = "iothub_rw";
    /** The password of {@link #DB_USER}. */
    public static final String DB_PASSWORD = "Demo1234";

    private Demo() {}

    /** Fills an empty account with the demo cloud: company verified, RMB 1016.80 to spend, 50.00 frozen. */
    public static Account furnish(Account account) {
        requireNonNull(account, "account");
        return account.userAuth(2)
                .cash("1016.80")
                .frozen("50.00")
                .vpc(VPC, "iot-vpc", "10.0.0.0/16")
                .subnet(SUBNET, "iot-subnet", VPC, "10.0.0.0/24", 250)
                .rds(Rds.of(RDS)
                        .name("iot_db")
                        .vpc(VPC)
                        .subnet(SUBNET)
                        .host(RDS_HOST)
                        .database(DATABASE, "utf8")
                        .databaseAccount(DB_USER, DB_PASSWORD)
                        .grant(DATABASE, DB_USER, "rw"));
    }
}

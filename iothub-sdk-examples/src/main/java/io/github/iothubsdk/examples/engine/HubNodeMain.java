package io.github.iothubsdk.examples.engine;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.simulator.Demo;
import java.net.URI;
import java.time.Duration;
import javax.sql.DataSource;

/** A {@link HubNode} as a process, for {@link OutsideEngine} to start and to kill. */
final class HubNodeMain {

    private HubNodeMain() {}

    /** Takes an endpoint, a JDBC URL, the node's name and, for the one that shall create it, a hub's name. */
    public static void main(String[] args) throws InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.log.com.github.kagkarlsson", "error");
        DataSource source = source(args[1]);
        ProvisioningClient client = client(URI.create(args[0]), source);
        try (HubNode node = new HubNode(args[2], client, source, Duration.ofMillis(200))) {
            if (args.length > 3) {
                node.create(DemoCloud.request(args[3]));
            }
            Thread.currentThread().join(); // until it is killed
        }
    }

    /** The lease is as long as the longest pause that a node may make; two minutes would be usual. */
    static ProvisioningClient client(URI endpoint, DataSource source) {
        return DemoCloud.client(endpoint)
                .journal(Journals.jdbc(source, Duration.ofSeconds(2)))
                .build();
    }

    static DataSource source(String url) {
        var source = new MysqlDataSource();
        source.setUrl(url);
        source.setUser(Demo.DB_USER);
        source.setPassword(Demo.DB_PASSWORD);
        return source;
    }
}

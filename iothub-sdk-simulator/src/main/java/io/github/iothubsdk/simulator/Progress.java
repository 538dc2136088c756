package io.github.iothubsdk.simulator;

import java.util.ArrayList;
import java.util.List;

/** What changes by itself as time goes by: how far instances are, and orders that nobody pays. */
final class Progress {
    private Progress() {}

    /** A line for each thing that is under way; two looks are equal while nothing has changed. */
    static List<String> of(CloudState cloud) {
        List<String> lines = new ArrayList<>();
        for (AccountState account : cloud.accounts()) {
            for (HubInstance instance : account.instances.values()) {
                Life life = Life.of(instance, cloud.now(), cloud.settings);
                boolean isUnderWay = instance.isOnOrder(cloud.now()) || (life.exists() && life.progress() < 100);
                if (isUnderWay) {
                    lines.add(instance.id + " " + life.status() + " " + life.progress() + " " + life.visible());
                }
            }
        }
        return lines;
    }
}

package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cloud as it is kept: all but the log of calls, the calls of this minute, and faults that are code. */
final class CloudFormat {
    /** So that an event's id of the process before is not taken for one of this; {@code since} has room for 2,000 starts. */
    private static final long EVENTS_OF_A_PROCESS = 1_000_000;

    private final CloudState cloud;

    CloudFormat(CloudState cloud) {
        this.cloud = cloud;
    }

    /** Makes another cloud that is as this one is at this moment, where it stays, so as to try something. */
    static CloudState copy(CloudState cloud) {
        CloudClock clock = cloud.settings.clock();
        Instant base = cloud.now().minus(clock.offset());
        CloudState copy = new CloudState(cloud.settings.by(CloudClock.of(() -> base)));
        CloudFormat format = new CloudFormat(cloud);
        new CloudFormat(copy).read(new KeptJson(format.write()), new KeptJson(format.volatiles()));
        return copy;
    }

    JsonObject write() {
        Ids.Counts counts = cloud.ids.counts;
        JsonArray story = new JsonArray();
        cloud.recorder.story.forEach(story::add);
        return new Row()
                .with("dialect", cloud.settings.dialect().title)
                .with("seed", Long.toString(cloud.ids.seed))
                .with("offset", cloud.settings.clock().offset())
                .with("repeatLastPage", cloud.repeatLastPage)
                .with("totals", cloud.totals)
                .with("envelope", cloud.envelope)
                .with("orderField", cloud.orderField)
                .with("starts", counts.starts)
                .with("accountCount", counts.accounts)
                .with("orderCount", counts.orders)
                .with("instanceCount", counts.instances)
                .with("resourceCount", counts.resources)
                .with("serialCount", counts.serials)
                .with("accounts", AdminState.rows(cloud.accounts(), this::account))
                .with("instances", Json.array(instances()))
                .with("orders", AdminState.rows(cloud.recorder.orders, OrderFormat::write))
                .with("payments", AdminState.rows(cloud.recorder.payments, OrderFormat::write))
                .with("story", story)
                .with("faultCount", cloud.faults.count())
                .with("faults", Json.array(faults()))
                .with("late", AdminState.rows(cloud.late(), LateFormat::write))
                .json();
    }

    private JsonObject account(AccountState account) {
        return AccountFormat.write(account, cloud.keys());
    }

    /** Those of the accounts, and what colleagues have of other services. */
    private List<JsonObject> instances() {
        List<JsonObject> rows = new ArrayList<>();
        for (AccountState account : cloud.accounts()) {
            account.instances.values().forEach(instance -> rows.add(OrderFormat.write(instance, account)));
        }
        cloud.recorder.orders.stream()
                .filter(order -> !order.origin.isHub())
                .forEach(order -> rows.add(OrderFormat.write(order.instance, order.account)));
        return rows;
    }

    private List<JsonObject> faults() {
        return cloud.faults.armed().stream()
                .filter(Fault::isSayable)
                .map(fault -> new Row()
                        .with("id", fault.id)
                        .with("seen", fault.seen)
                        .with("strikes", fault.strikes)
                        .withIf(fault.suppressed > 0, "suppressed", fault.suppressed)
                        .with("words", fault.words())
                        .json())
                .toList();
    }

    /** What alone is no reason to write. */
    JsonObject volatiles() {
        JsonObject nonces = new JsonObject();
        for (AccountState account : cloud.accounts()) {
            nonces.add(account.accessKey, account.admission.nonces());
        }
        return Json.object("writes", cloud.recorder.writes, "nonces", nonces);
    }

    /** Fills an empty cloud. */
    void read(KeptJson kept, KeptJson volatiles) {
        cloud.ids = new Ids(kept.number("seed"));
        Ids.Counts counts = cloud.ids.counts;
        counts.accounts = kept.whole("accountCount");
        counts.orders = kept.whole("orderCount");
        counts.instances = kept.whole("instanceCount");
        counts.resources = kept.whole("resourceCount");
        counts.serials = kept.whole("serialCount");
        cloud.ids.startAgain(kept.whole("starts") + 1);
        cloud.feed.startFrom(counts.starts * EVENTS_OF_A_PROCESS);
        offset(kept.duration("offset"));
        cloud.repeatLastPage = kept.flag("repeatLastPage");
        cloud.totals = kept.flag("totals");
        cloud.envelope = kept.word("envelope", Envelope.class);
        cloud.orderField = kept.text("orderField");
        kept.objects("accounts").forEach(account -> cloud.add(AccountFormat.read(account, cloud)));
        readOrders(kept);
        cloud.recorder.story.addAll(kept.texts("story"));
        cloud.recorder.writes = volatiles.whole("writes");
        kept.objects("payments").forEach(payment -> cloud.recorder.payments.add(OrderFormat.payment(payment)));
        kept.objects("faults").forEach(this::arm);
        cloud.faults.count(kept.whole("faultCount"));
        kept.objects("late").forEach(late -> cloud.land(LateFormat.read(late, cloud, key(late, "accessKey"))));
        KeptJson nonces = volatiles.object("nonces");
        cloud.accounts().forEach(account -> account.admission.restore(nonces.texts(account.accessKey)));
    }

    /** What was within bounds when it was set may be beyond them by now: a clock goes on. */
    private void offset(Duration ahead) {
        if (ahead.abs().compareTo(CloudClock.FARTHEST) > 0) {
            throw new KeptJson.Unfit("offset");
        }
        cloud.settings.clock().offset(ahead);
    }

    private void readOrders(KeptJson kept) {
        Map<String, HubInstance> instances = new HashMap<>();
        for (KeptJson row : kept.objects("instances")) {
            HubInstance instance = OrderFormat.instance(row);
            instances.put(instance.id, instance);
            if (row.flag("listed")) {
                account(row, "account").instances.put(instance.id, instance);
            }
        }
        for (KeptJson row : kept.objects("orders")) {
            HubInstance instance = instances.get(row.text("instance"));
            if (instance == null) {
                throw new KeptJson.Unfit("instance");
            }
            HubOrder order = OrderFormat.order(row, account(row, "account"), instance);
            instance.order = order;
            order.account.add(order);
            cloud.recorder.orders.add(order);
        }
    }

    private AccountState account(KeptJson row, String field) {
        return key(row, field).account;
    }

    private Key key(KeptJson row, String field) {
        Key key = cloud.key(row.text(field));
        if (key == null) {
            throw new KeptJson.Unfit(field);
        }
        return key;
    }

    private void arm(KeptJson kept) {
        KeptJson words = kept.object("words");
        Faults.words(words.word("route", Route.class)).arm(cloud.faults, words.json());
        Fault fault = cloud.faults.armed().get(cloud.faults.armed().size() - 1);
        fault.id = kept.whole("id");
        fault.seen = kept.whole("seen");
        fault.strikes = kept.whole("strikes");
        fault.suppressed = kept.has("suppressed") ? kept.whole("suppressed") : 0;
    }
}

package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words in which the journal tells a run. They alone stay in a support bundle; one that is missing here is replaced. */
final class BundleWords {

    /** Of the sentences of steps, claims and endings. No product's name is here, which a database may have. */
    private static final String PROSE =
            "a about above absence accepted accepts access account account's address administrator adopt adopted after again"
                    + " all already also amount an and another another's answer answered answers any anything approval"
                    + " approved are arrears as aside ask asked asks at attempt away balance be because been before begun"
                    + " being bought broken but by bytes call called caller's calls can cancelled cannot ceiling changed check"
                    + " checks clock code come compare connection console console's contradicted copy correct costs could"
                    + " create created creating cut data database day days decided deleted denied described description"
                    + " dialect did differs do does done earlier either else empty ended enough environment error ever every exists"
                    + " expected expire expired expires failed far file first for found free from gateway give given gone goes"
                    + " grant granted had has have held here higher holds host how if in initialise initialised instance"
                    + " instances interrupted invalid is it its itself key know known last later least left less let limit"
                    + " list listed lists log look looked looking looks lost made may mean meets message minute minutes"
                    + " missing moment money more most moved must name named names need needs network never new newest next"
                    + " no nobody none nor not note noted nothing now number of off on once one only open or order order's"
                    + " ordered orders other others otherwise out outside over owner page paid parked password pay payment"
                    + " payments pays period permission person person's place placed policy preconditions problem"
                    + " product profile proof proved provider put query quiet quota reach reached read ready reason received record refund"
                    + " refunded refused region rejected remedy request requests resource resume resumed right rights rows"
                    + " run run's running runs s said same say says schema script second seconds see seem seen send sent"
                    + " server service service's set settle settled settles short should show shown shows since so some"
                    + " somebody something soon stands start state statement status stays still stopped stops subnet"
                    + " suspended table tables take taken takes tell tells than that the them then there these they this"
                    + " those thread threw through time times to told too took total trace traces try twice two understood"
                    + " unknown unpaid unreachable until up used user valid value variable variables version wait waited waiting waits wanted"
                    + " was way were what when where whether which while who whoever whom whose why will with within"
                    + " without word words would write written wrong yet";

    /** Those of claims, and what is JD Cloud's for everybody. */
    private static final String EXACT =
            "CNY LOST ACCEPTED ODD_REFUSAL NO_FOR_NOW NO GET POST PUT DELETE JD Cloud HTTP SQL RDS VPC"
                    + " jdcloud-api.com JDCLOUD_ACCESS_KEY JDCLOUD_SECRET_KEY JDCLOUD_SESSION_TOKEN";

    private BundleWords() {}

    static Set<String> all() {
        return Stream.of(
                        Stream.of((PROSE + " " + EXACT).split(" ")),
                        Stream.of(
                                StepIds.PREFLIGHT,
                                StepIds.BOOTSTRAP_SCHEMA,
                                StepIds.PLACE_ORDER,
                                StepIds.CONFIRM_ORDER,
                                StepIds.PAY_ORDER,
                                StepIds.AWAIT_INSTANCE),
                        names(UnfinishedReason.values()),
                        names(RunSummary.Ending.values()),
                        names(OrderStatus.values()),
                        names(InstanceStatus.values()),
                        names(Resolution.What.values()),
                        WireDialects.builtIn().stream().map(WireDialect::name))
                .flatMap(words -> words)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> names(Enum<?>... words) {
        return Stream.of(words).map(Enum::name);
    }
}

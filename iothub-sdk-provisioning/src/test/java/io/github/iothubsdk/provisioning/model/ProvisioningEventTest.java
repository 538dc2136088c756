package io.github.iothubsdk.provisioning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Kinds of events may be added, and may gain what they tell, without breaking who listens or makes some in a test. */
class ProvisioningEventTest {

    private static final RunId RUN = RunId.random();

    @Test
    void areMadeByMethodsAndNoConstructorIsPublic() {
        assertThat(ProvisioningEvent.class.getClasses()).hasSizeGreaterThan(16).allSatisfy(kind -> {
            assertThat(kind.isInterface() && kind.isSealed()).isTrue();
            assertThat(kind.getPermittedSubclasses())
                    .singleElement()
                    .satisfies(hidden ->
                            assertThat(Modifier.isPublic(hidden.getModifiers())).isFalse());
            assertThat(Stream.of(ProvisioningEvent.class.getMethods()).filter(method -> method.getReturnType() == kind))
                    .hasSize(1);
        });
    }

    @Test
    void leaveRoomForOtherKinds() {
        assertThat(ProvisioningEvent.class.isSealed()).isFalse();
    }

    @Test
    void knowTheirKindAndAreValues() {
        var paid = ProvisioningEvent.paid(RUN, "2026", Money.cny("88"));
        assertThat(paid.kind()).isEqualTo(ProvisioningEvent.Paid.class);
        assertThat(paid)
                .isEqualTo(ProvisioningEvent.paid(RUN, "2026", Money.cny("88.00")))
                .hasSameHashCodeAs(ProvisioningEvent.paid(RUN, "2026", Money.cny("88.00")))
                .isNotEqualTo(ProvisioningEvent.paid(RUN, "2026", Money.cny("89")))
                .hasToString("Paid[runId=" + RUN + ", orderNumber=2026, amount=CNY 88.00]");
    }

    @Test
    void tellInPlainWords() {
        assertThat(ProvisioningEvent.warned(RUN, "a\u001b[31m\nb").what()).isEqualTo("a?[31m b");
        assertThat(ProvisioningEvent.recovering(RUN, "PlaceOrder", List.of("a\nb"))
                        .evidence())
                .containsExactly("a b");
    }
}

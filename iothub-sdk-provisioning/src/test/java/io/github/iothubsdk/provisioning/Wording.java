package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What no message does: tell something twice, or end a sentence twice. */
final class Wording {

    private static final Pattern TWO_STOPS = Pattern.compile("[^.\\s/]\\.\\.(?![.\\w/])");
    private static final Pattern REQUEST_ID = Pattern.compile("Request id: \\S+");
    private static final Pattern PART = Pattern.compile("(?<=[.;:]) ");
    private static final int SHORT = 20;

    private Wording() {}

    /** Looks at the failures that these events tell. */
    static void check(List<ProvisioningEvent> events) {
        for (ProvisioningEvent event : events) {
            if (event instanceof ProvisioningEvent.Stopped stopped) {
                check(String.valueOf(stopped.failure().getMessage()));
            }
        }
    }

    static void check(String message) {
        assertThat(message).doesNotContainPattern(TWO_STOPS);
        assertThat(REQUEST_ID.matcher(message).results().map(MatchResult::group))
                .as(message)
                .doesNotHaveDuplicates();
        for (String line : message.lines().toList()) {
            assertThat(PART.splitAsStream(line).filter(part -> part.length() > SHORT))
                    .as(line)
                    .doesNotHaveDuplicates();
        }
    }
}

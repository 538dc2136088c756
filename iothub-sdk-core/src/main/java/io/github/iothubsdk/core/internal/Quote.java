package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.internal.json.SensitiveValues;
import java.util.regex.Pattern;

/** Other people's words as a message of ours may carry them: without our secrets, on one line, and not too long. */
public final class Quote {

    private static final int LONGEST = 1_000;
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private Quote() {}

    /** What came back for this request; values that its body held under a secret's name are starred out. */
    public static String of(String foreign, HttpRequest request) {
        String text = foreign;
        for (String secret : SensitiveValues.in(request.body())) {
            text = text.replace(secret, "******");
        }
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + " ... (cut)" : text;
        return BREAKS.matcher(cut).replaceAll(" ");
    }
}

package io.github.iothubsdk.provisioning.internal.script;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.iothubsdk.provisioning.model.SchemaScript;

/** Any bytes as a schema script: refused in words, or a script that every look at it reads to its end. */
class ScriptFuzzTest {

    @FuzzTest
    void readsAScriptOrRefusesIt(byte[] input) {
        SchemaScript script;
        try {
            script = Scripts.bytes(input);
        } catch (IllegalArgumentException e) {
            return;
        }
        int lines = 1 + (int) script.text().chars().filter(c -> c == '\n').count();
        for (int statement = 1; statement < 4; statement++) {
            int line = Scripts.lineOf(script, statement).orElse(1);
            if (line < 1 || line > lines) {
                throw new AssertionError("statement " + statement + " is on line " + line + " of " + lines);
            }
        }
        if (Scripts.beyond(script, "iot").filter(String::isBlank).isPresent()) {
            throw new AssertionError("another database without words");
        }
    }
}

package io.github.iothubsdk.provisioning.model;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as a schema script: refused in words, or a script that every look at it reads to its end. */
class ScriptFuzzTest {

    @FuzzTest
    void readsAScriptOrRefusesIt(byte[] input) {
        SchemaScript script;
        try {
            script = SchemaScript.of(input);
        } catch (IllegalArgumentException e) {
            return;
        }
        int lines = 1 + (int) script.text().chars().filter(c -> c == '\n').count();
        for (int statement = 1; statement < 4; statement++) {
            int line = script.lineOf(statement).orElse(1);
            if (line < 1 || line > lines) {
                throw new AssertionError("statement " + statement + " is on line " + line + " of " + lines);
            }
        }
        if (script.beyond("iot").filter(String::isBlank).isPresent()) {
            throw new AssertionError("another database without words");
        }
    }
}

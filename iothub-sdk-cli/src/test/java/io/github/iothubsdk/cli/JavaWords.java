package io.github.iothubsdk.cli;

import java.util.regex.Pattern;

/** What nobody at a terminal can do anything with. */
final class JavaWords {

    /** A call of a method, as the library's messages name them. */
    static final Pattern METHOD = Pattern.compile("\\b([a-z]+[A-Z]\\w*|[A-Z]\\w+\\.[a-z]\\w*)\\(");

    private JavaWords() {}
}

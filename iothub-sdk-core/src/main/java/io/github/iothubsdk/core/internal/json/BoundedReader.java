package io.github.iothubsdk.core.internal.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads an answer strictly, and no more of it than one of JD Cloud's can hold: a few bytes of JSON may become a hundred
 * times as many objects. What is over a bound is malformed, and so is what says one thing twice: a {@code result} beside
 * a second one that says otherwise proves neither, and so with a row's name.
 */
final class BoundedReader extends JsonReader {

    /** Names and values; a hundred rows have 3,000. */
    static final int MOST_TOKENS = 250_000;

    /** In characters. */
    static final int LONGEST_TEXT = 1 << 20;

    static final int DEEPEST = 32;

    /** The object says one thing twice. */
    static final class Repeated extends IOException {
        private static final long serialVersionUID = 1L;

        Repeated(String name) {
            super(shown(name) + " is there twice");
        }

        /** A foreign name as a message may carry it. */
        static String shown(String name) {
            return name.matches("[A-Za-z0-9_.:@~-]{1,60}") ? name : "a name";
        }
    }

    /** The names of each object that is being read, the innermost first. */
    private final Deque<Set<String>> names = new ArrayDeque<>();

    private final int around;
    private final boolean everywhere;
    private int tokens;
    private int depth;

    BoundedReader(String text) {
        this(text, 0);
    }

    /** With room for so many more levels, and names and values, around an answer. */
    BoundedReader(String text, int around) {
        this(text, around, true);
    }

    private BoundedReader(String text, int around, boolean everywhere) {
        super(new StringReader(text));
        this.around = around;
        this.everywhere = everywhere;
        setStrictness(Strictness.STRICT);
        setNestingLimit(DEEPEST + around);
    }

    /** Looks at the envelope's names alone, for who looks at those of each record in it. */
    static BoundedReader ofRecords(String text) {
        return new BoundedReader(text, 0, false);
    }

    private boolean looks() {
        return everywhere || depth == 1;
    }

    private void count() throws IOException {
        if (++tokens > MOST_TOKENS + around * MOST_TOKENS) {
            throw new MalformedJsonException("more than " + MOST_TOKENS + " names and values");
        }
    }

    private String counted(String text) throws IOException {
        count();
        if (text.length() > LONGEST_TEXT) {
            throw new MalformedJsonException("a text of more than " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    @Override
    public void beginArray() throws IOException {
        count();
        super.beginArray();
        depth++;
    }

    @Override
    public void endArray() throws IOException {
        super.endArray();
        depth--;
    }

    @Override
    public void beginObject() throws IOException {
        count();
        super.beginObject();
        depth++;
        if (looks()) {
            names.push(new HashSet<>());
        }
    }

    @Override
    public void endObject() throws IOException {
        super.endObject();
        if (looks()) {
            names.pop();
        }
        depth--;
    }

    @Override
    public String nextName() throws IOException {
        String name = counted(super.nextName());
        if (looks() && !names.getFirst().add(name)) {
            throw new Repeated(name);
        }
        return name;
    }

    @Override
    public String nextString() throws IOException {
        return counted(super.nextString());
    }

    @Override
    public void nextNull() throws IOException {
        count();
        super.nextNull();
    }

    @Override
    public boolean nextBoolean() throws IOException {
        count();
        return super.nextBoolean();
    }
}

package io.github.iothubsdk.core.internal.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads an answer strictly, and no more of it than one of JD Cloud's can hold: a few bytes of JSON may become a hundred
 * times as many objects. What is over a bound is malformed, and so is an answer that says one thing of its envelope
 * twice: a {@code result} beside a second one that says otherwise proves neither.
 */
final class BoundedReader extends JsonReader {

    /** Names and values; a hundred rows have 3,000. */
    static final int MOST_TOKENS = 250_000;

    /** In characters. */
    static final int LONGEST_TEXT = 1 << 20;

    static final int DEEPEST = 32;

    private final Set<String> envelope = new HashSet<>();
    private int tokens;
    private int depth;

    BoundedReader(String text) {
        super(new StringReader(text));
        setStrictness(Strictness.STRICT);
        setNestingLimit(DEEPEST);
    }

    private void count() throws IOException {
        if (++tokens > MOST_TOKENS) {
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
    }

    @Override
    public void endObject() throws IOException {
        super.endObject();
        depth--;
    }

    @Override
    public String nextName() throws IOException {
        String name = counted(super.nextName());
        if (depth == 1 && !envelope.add(name)) {
            throw new MalformedJsonException("a name of the envelope is there twice");
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

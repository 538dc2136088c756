package io.github.iothubsdk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a file of options, or comes from standard input.
 *
 * @param name the file's, for messages
 * @param text at most 1 MiB, without the mark that editors put before UTF-8
 */
record ConfigText(String name, String text) {

    /** What every such file must hold. */
    static final String FLAT = "must hold one option a line, such as name: plant-7";

    /** What to do about a file that {@code -f} names. */
    static final String GIVE = "Give -f a .yaml or .json file.";

    static final String STANDARD_INPUT = "standard input";

    private static final int MOST = 1 << 20;
    private static final int SHOWN = 40;

    /** The file cannot be used; says where, why and what to do. */
    static final class Unusable extends Exception {
        Unusable(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /**
     * One option.
     *
     * @param key its name as it is written
     * @param value its text, or null where something else than a text, number, true or false stands
     * @param line where it stands, from 1
     */
    record Setting(String key, @Nullable String value, int line) {}

    /**
     * Of a file.
     *
     * @param remedy what to do when there is none
     */
    static ConfigText read(Path path, String remedy) throws Unusable {
        return of(path.toString(), bytes(path, remedy));
    }

    /** Of standard input, to its end. */
    static ConfigText read(Input input) throws Unusable {
        try {
            byte[] bytes = input.bytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new Unusable("Standard input holds more than 1 MiB, and options do not.");
            }
            return of(STANDARD_INPUT, bytes);
        } catch (IOException e) {
            throw new Unusable("Standard input cannot be read. Give -f a .yaml or .json file.");
        }
    }

    private static ConfigText of(String name, byte[] bytes) throws Unusable {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean garbled = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes), text, true)
                .isError();
        ConfigText read = new ConfigText(name, text.flip().toString().replaceFirst("^\ufeff", ""));
        if (garbled) {
            throw read.at(read.lineAt(read.text.length()), "is not UTF-8 text. Save it as UTF-8.");
        }
        return read;
    }

    private static byte[] bytes(Path path, String remedy) throws Unusable {
        if (Files.isDirectory(path)) {
            throw new Unusable("The file " + path + " is a directory. " + remedy);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new Unusable("The file " + path + " is larger than 1 MiB, and options are not.");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new Unusable("There is no file " + path + ". " + remedy);
        } catch (IOException e) {
            throw new Unusable("The file " + path + " cannot be read: " + why(e) + ". Make it readable.");
        }
    }

    /** In words without the names of classes. */
    static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "this user has no right to";
        }
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if ("Is a directory".equals(e.getMessage())) { // no exception of its own: opened, and not readable
            return "it is a directory";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason().toLowerCase(Locale.ROOT)
                : "the disk or the network fails";
    }

    /** Something is wrong on this line. */
    Unusable at(int line, String what) {
        return new Unusable(name + ", line " + line + ": " + what);
    }

    /** Something is wrong with all of it. */
    Unusable whole(String what) {
        return new Unusable((name.equals(STANDARD_INPUT) ? "Standard input " : "The file " + name + " ") + what);
    }

    /** Whether it is JSON by its beginning: an object, which is what options are there. */
    boolean looksLikeJson() {
        return text.stripLeading().startsWith("{");
    }

    /** Whether it says nothing: there is nothing in it but space and remarks. */
    boolean isEmpty() {
        return text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    /** The line, from 1, in which the character of this index stands. */
    int lineAt(int index) {
        return 1 + (int) text.chars().limit(index).filter(c -> c == '\n').count();
    }

    /** A key as it can be shown: short, and without what moves a terminal or turns text around. */
    static String shown(String key) {
        String start = key.length() > SHOWN ? key.substring(0, SHOWN) + "..." : key;
        return start.replaceAll("\\p{C}", "?");
    }
}

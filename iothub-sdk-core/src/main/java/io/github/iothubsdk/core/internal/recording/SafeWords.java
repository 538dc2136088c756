package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.internal.json.JsonValue.Text;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes what a program tells safe to be handed on, by the rules of a section of a recording: the same for the same, and what
 * is not known to be harmless is replaced. Not thread-safe.
 *
 * <p>Of a sentence the program's own words stay, and what has the form of a count, a time or a region. All else is somebody's.
 */
public final class SafeWords {

    /** What somebody else has said, to the last quote. */
    private static final Pattern QUOTED = Pattern.compile("\"(.+)\"", Pattern.DOTALL);

    /** What stands between blanks, without the marks of a sentence around it. */
    private static final Pattern TOKEN = Pattern.compile("([(\\[\"']*)(\\S+?)([)\\]\"',.;:!?]*)(?=\\s|$)");

    private static final Pattern SPOKEN = Pattern.compile(".*[A-Za-z0-9\\P{ASCII}].*", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,3}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}\\.[0-9]{1,18}");
    private static final Pattern DURATION = Pattern.compile("[0-9]{1,6}(?:ms|s|m|h)|P(?:T?[0-9.]{1,9}[DHMS]){1,4}");
    /** Never a bare number, which may be an account's. */
    private static final Pattern TIME = Pattern.compile(
            "20[0-9]{2}-[01][0-9]-[0-3][0-9]" + "(?:T[0-2][0-9]:[0-5][0-9](?::[0-6][0-9](?:\\.[0-9]{1,9})?)?Z)?");

    private static final Pattern STATUS = Pattern.compile("[A-Z][A-Z_]{1,39}");
    private static final String CURRENCY = "CNY";
    private static final String NO_LETTER = "[\\p{L}\\p{N}_-]";

    private final Sanitiser sanitiser;
    private final KnownSecrets secrets;
    private final Set<String> words;
    private final Pattern names;

    /**
     * A section with replacements of its own.
     *
     * @param secrets what must never be told, wherever it comes back
     * @param words the program's own, also at the beginning of a sentence
     * @param names what is known to be somebody's, also where it is made of such words
     */
    public SafeWords(KnownSecrets secrets, Set<String> words, Collection<String> names) {
        this.sanitiser = new Sanitiser(secrets);
        this.secrets = secrets;
        this.words = Set.copyOf(words);
        this.names = Pattern.compile(names.stream()
                .filter(name -> !name.isBlank())
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed()) // or a part of a name would go before it
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<!" + NO_LETTER + ")(?:", ")(?!" + NO_LETTER + ")")));
    }

    /** An id, a name, a host, a file. */
    public String id(String original) {
        return original.equals(secrets.mask(original)) ? sanitiser.text(original) : Hidden.SECRET.value();
    }

    /** A region's code stays. */
    public String place(String original) {
        return sanitiser.place(original);
    }

    /** Decimal digits; another amount of the same size. */
    public String amount(String original) {
        return as(FieldKind.AMOUNT, original);
    }

    private String as(FieldKind kind, String original) {
        return sanitiser.value(kind, new Text(original)) instanceof Text safe ? safe.value() : "";
    }

    /** What a person has said freely: only its length. */
    public String said(String original) {
        return original.isEmpty() ? original : Hidden.text(original);
    }

    /**
     * What the program has said; of what it quotes, only what the gateway itself says stays. A sentence with a name in it
     * that could also be words of the program is told by its length: the words around it would tell the name.
     */
    public String sentence(String original) {
        String text = secrets.mask(original);
        Matcher quoted = QUOTED.matcher(text);
        return quoted.find()
                ? own(text.substring(0, quoted.start()))
                        + '"'
                        + as(FieldKind.MESSAGE, quoted.group(1))
                        + '"'
                        + own(text.substring(quoted.end()))
                : own(text);
    }

    private String own(String text) {
        StringBuilder safe = new StringBuilder();
        int from = 0;
        Matcher name = names.matcher(text);
        while (name.find()) {
            if (name.group().isEmpty()) {
                continue; // there is no name
            }
            if (TOKEN.matcher(name.group()).results().allMatch(token -> stays(token.group(2)))) {
                return said(text);
            }
            safe.append(words(text.substring(from, name.start()))).append(id(name.group()));
            from = name.end();
        }
        return safe.append(words(text.substring(from))).toString();
    }

    private String words(String text) {
        StringBuilder safe = new StringBuilder();
        String before = "";
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String word = token.group(2);
            boolean amount = before.equals(CURRENCY) || DECIMAL.matcher(word).matches();
            String told = amount ? amount(word) : stays(word) ? word : word.startsWith("/") ? path(word) : id(word);
            token.appendReplacement(safe, Matcher.quoteReplacement(token.group(1) + told + token.group(3)));
            before = word;
        }
        return token.appendTail(safe).toString();
    }

    /** Published words of paths stay. */
    private String path(String path) {
        return Stream.of(path.split("/", -1))
                .map(part -> part.isEmpty() || KnownWords.isOfPath(part) ? part : place(part))
                .collect(Collectors.joining("/"));
    }

    private boolean stays(String word) {
        return !SPOKEN.matcher(word).matches()
                || words.contains(word)
                || words.contains(word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1))
                || COUNT.matcher(word).matches()
                || DURATION.matcher(word).matches()
                || (STATUS.matcher(word).matches() && KnownWords.isValue(word))
                || KnownWords.isPlace(word)
                || TIME.matcher(word).matches();
    }
}

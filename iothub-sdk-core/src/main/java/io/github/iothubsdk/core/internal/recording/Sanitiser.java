package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Items;
import io.github.iothubsdk.core.internal.json.JsonValue.Member;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.json.JsonValue.Nothing;
import io.github.iothubsdk.core.internal.json.JsonValue.Numeral;
import io.github.iothubsdk.core.internal.json.JsonValue.Text;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the values of one section of a recording safe to be handed on: what is not known to be harmless is replaced, or only
 * its shape is told. Not thread-safe.
 *
 * <p>Values first, then {@link #named names}: a name that was a value anywhere is not told either.
 */
final class Sanitiser {

    private static final Pattern SMALL = Pattern.compile("-?[0-9]{1,6}(?:\\.[0-9]{1,2})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,40}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,2}(?:\\.[0-9]{1,3}){0,2}");
    private static final Pattern ACTION = Pattern.compile("([a-z]{2,20}):([a-z][A-Za-z]{1,39})");
    private static final Pattern DENIED = Pattern.compile(
            "You are not authorized to perform \\(([^()]*)\\) on resource \\((.*)\\) \\[IAM\\] \\[gw\\]");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
    private static final int MOST_DIGITS_OF_A_NAME = 2;
    private static final int MOST_HIDDEN_NAMES = 10_000;

    private final Chance chance = Chance.fresh();
    private final Substitution texts = new Substitution(chance);
    private final Amounts amounts = new Amounts(chance);
    private final SeenWords seen = new SeenWords(chance);
    private final Map<String, String> hiddenNames = new HashMap<>();
    private final KnownSecrets secrets;

    Sanitiser(KnownSecrets secrets) {
        this.secrets = secrets;
    }

    /** Whether so much has been seen that a new section should begin. */
    boolean isFull() {
        return seen.size() + amounts.size() + hiddenNames.size() >= Substitution.MANY;
    }

    /** An id, a name or a host. */
    String text(String original) {
        return string(FieldKind.TEXT, original);
    }

    /** A region's code stays. */
    String place(String original) {
        return string(FieldKind.PLACE, original);
    }

    /** An object with its values made safe; its names are as they were. */
    Members values(Members fields) {
        return new Members(fields.all().stream()
                .map(field -> new Member(field.name(), value(RecordedFields.kind(field.name()), field.value())))
                .toList());
    }

    /** A value that stands under a name of this kind; inside of an object, names of their own decide. */
    JsonValue value(FieldKind kind, JsonValue value) {
        if (value instanceof Nothing) {
            return value;
        }
        if (kind == FieldKind.SECRET) {
            inside(value);
            return Hidden.SECRET;
        }
        if (value instanceof Members fields) {
            return values(fields);
        }
        if (value instanceof Items items) {
            return new Items(items.all().stream().map(item -> value(kind, item)).toList());
        }
        if (value instanceof Text text) {
            return new Text(string(kind, text.value()));
        }
        if (value instanceof Numeral numeral) {
            return holdsSecret(numeral.digits()) ? Hidden.SECRET : new Numeral(number(kind, numeral.digits()));
        }
        return kind == FieldKind.FLAG ? value : Hidden.FLAG;
    }

    /** What is not told under a secret's name must not be told as a name either. */
    private void inside(JsonValue secret) {
        if (secret instanceof Members fields) {
            fields.all().forEach(field -> inside(field.value()));
        } else if (secret instanceof Items items) {
            items.all().forEach(this::inside);
        } else if (secret instanceof Text text) {
            seen.add(text.value());
        }
    }

    /** The same object with those of its names hidden that may tell something. */
    JsonValue named(JsonValue value) {
        if (value instanceof Members fields) {
            return new Members(fields.all().stream()
                    .map(field -> new Member(name(field.name()), named(field.value())))
                    .toList());
        }
        return value instanceof Items items
                ? new Items(items.all().stream().map(this::named).toList())
                : value;
    }

    /** Whatever its field, a secret of the client's leaves not even its shape. */
    private String string(FieldKind kind, String text) {
        String safe = holdsSecret(text) ? Hidden.SECRET.value() : safe(kind, text);
        if (!safe.equals(text)) {
            seen.add(text);
        }
        return safe;
    }

    private String safe(FieldKind kind, String text) {
        return switch (kind) {
            case TEXT -> texts.of(text);
            case PLACE -> KnownWords.isPlace(text) ? text : texts.of(text);
            case AMOUNT -> amounts.of(text).orElseGet(() -> hidden(text));
            case WORD -> KnownWords.isValue(text) || SMALL.matcher(text).matches() ? text : hidden(text);
            case NUMBER -> SMALL.matcher(text).matches() ? text : hidden(text);
            case TIME -> Times.isText(text) ? text : hidden(text);
            case FLAG -> text.equals("true") || text.equals("false") ? text : hidden(text);
            case VERSION -> VERSION.matcher(text).matches() ? text : hidden(text);
            case MESSAGE -> message(text);
            case ACTION -> action(text);
            default -> hidden(text);
        };
    }

    private String number(FieldKind kind, String digits) {
        String hidden = Hidden.number(digits).digits();
        return switch (kind) {
            case TEXT, PLACE -> {
                String other = WHOLE.matcher(digits).matches() ? texts.of(digits) : hidden;
                yield WHOLE.matcher(other).matches() ? other : hidden;
            }
            case AMOUNT -> amounts.of(digits).orElse(hidden);
            case WORD, NUMBER -> SMALL.matcher(digits).matches() ? digits : hidden;
            case TIME -> Times.isNumber(digits) ? digits : hidden;
            case VERSION -> VERSION.matcher(digits).matches() ? digits : hidden;
            default -> hidden;
        };
    }

    /** That there is nothing is no secret. */
    private static String hidden(String text) {
        return text.isEmpty() ? text : Hidden.text(text);
    }

    /** The gateway's own words stay. */
    private String message(String text) {
        if (KnownWords.isMessage(text)) {
            return text;
        }
        Matcher denied = DENIED.matcher(text);
        return denied.matches()
                ? "You are not authorized to perform (" + action(denied.group(1)) + ") on resource ("
                        + resource(denied.group(2)) + ") [IAM] [gw]"
                : hidden(text);
    }

    private String resource(String text) {
        return text.equals("*") ? text : text(text);
    }

    private String action(String text) {
        Matcher action = ACTION.matcher(text);
        return action.matches() && KnownWords.isService(action.group(1)) && isHarmless(action.group(2))
                ? text
                : hidden(text);
    }

    private String name(String name) {
        boolean told = RecordedFields.isListed(name)
                || (FIELD_NAME.matcher(name).matches()
                        && name.chars().filter(Character::isDigit).count() <= MOST_DIGITS_OF_A_NAME
                        && isHarmless(name));
        return told ? name : hiddenName(name);
    }

    /** What was a value elsewhere that is not told, or holds a secret of the client's, is none. */
    private boolean isHarmless(String word) {
        return !seen.knows(word) && !holdsSecret(word);
    }

    private boolean holdsSecret(String text) {
        return !secrets.mask(text).equals(text);
    }

    private String hiddenName(String name) {
        String known = hiddenNames.get(name);
        if (known == null) {
            known = "key-" + (hiddenNames.size() < MOST_HIDDEN_NAMES ? hiddenNames.size() + 1 : 0);
            if (hiddenNames.size() < MOST_HIDDEN_NAMES) {
                hiddenNames.put(name, known);
            }
        }
        return known;
    }
}

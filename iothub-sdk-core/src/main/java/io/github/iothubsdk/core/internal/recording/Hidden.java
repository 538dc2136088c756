package io.github.iothubsdk.core.internal.recording;

import io.github.iothubsdk.core.internal.json.JsonValue.Flag;
import io.github.iothubsdk.core.internal.json.JsonValue.Numeral;
import io.github.iothubsdk.core.internal.json.JsonValue.Text;

/** What stands for values of which only the shape is told. */
final class Hidden {

    static final Text SECRET = new Text("<secret>");
    static final Flag FLAG = new Flag(false);

    private static final int MOST_DIGITS = 40;

    private Hidden() {}

    /** By its length in characters. */
    static String text(String text) {
        return sized(text.codePointCount(0, text.length()));
    }

    /** What is no JSON, by its length in bytes. */
    static String bytes(byte[] bytes) {
        return sized(bytes.length);
    }

    private static String sized(int length) {
        return "<text:" + length + ">";
    }

    /** With as many digits before and after the point, and its sign; an exponent is not told. */
    static Numeral number(String digits) {
        String mantissa = digits.replaceFirst("[eE].*", "");
        StringBuilder shape = new StringBuilder();
        boolean first = true;
        for (char c :
                mantissa.substring(0, Math.min(mantissa.length(), MOST_DIGITS)).toCharArray()) {
            boolean digit = c >= '0' && c <= '9';
            shape.append(digit ? (first ? '1' : '0') : c);
            first &= !digit;
        }
        return new Numeral(shape.toString().replaceFirst("\\.$", ""));
    }
}

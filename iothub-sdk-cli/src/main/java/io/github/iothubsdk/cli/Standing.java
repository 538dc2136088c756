package io.github.iothubsdk.cli;

/**
 * What becomes of what a command was to do when it is cut off there.
 *
 * @param isSent whether something was sent that may have been done
 * @param words that, and how to find out; empty of a command that only looks
 */
record Standing(boolean isSent, String words) {

    /** Of a command that only looks. */
    static final Standing NOTHING = new Standing(false, "");

    /** Nothing has been done so far, which these words say. */
    static Standing undone(String words) {
        return new Standing(false, words);
    }

    /** Something was sent, and its answer is not known; these words say what, and how to find out. */
    static Standing sent(String words) {
        return new Standing(true, words);
    }

    /** Behind this sentence. */
    String behind(String sentence) {
        return words.isEmpty() ? sentence : sentence + " " + words;
    }
}

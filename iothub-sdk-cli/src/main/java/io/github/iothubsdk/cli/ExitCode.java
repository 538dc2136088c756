package io.github.iothubsdk.cli;

/** What the process tells its caller; other programs rely on the numbers. */
enum ExitCode {
    /** Done. */
    DONE(0),
    /** Nobody expected this. */
    UNEXPECTED(1),
    /** Something must be put right first; nothing was ordered. */
    INVALID(2),
    /** Not done yet; resume it. */
    UNFINISHED(3),
    /** Money may have moved. */
    UNKNOWN(4),
    /** It will not come. */
    BROKEN(5),
    /** Whoever was to read the output has closed it, as head does; the number is that of other programs. */
    UNREAD(141),
    /** Ended by Ctrl-C; what was under way can be resumed. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}

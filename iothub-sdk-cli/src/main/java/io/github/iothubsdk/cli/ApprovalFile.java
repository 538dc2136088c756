package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.Approval;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An approval on its way from who gives it to who uses it. */
record ApprovalFile(Path path) {

    /** Far more than a request with all its checks. */
    private static final long LONGEST = 1 << 20;

    /** Before anybody is asked for anything. */
    void requireNew() {
        if (Files.exists(path)) {
            throw there();
        }
    }

    void write(Approval approval) {
        try {
            Files.writeString(path, approval.toJson() + "\n", StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw there();
        } catch (IOException e) {
            throw new Refused(
                    "--approve-to: " + path + " cannot be written: " + ConfigText.why(e) + ". Nothing is approved.");
        }
    }

    Approval read() {
        try {
            if (Files.size(path) > LONGEST) {
                throw unfit("it is longer than one");
            }
            return Approval.parse(Files.readString(path));
        } catch (NoSuchFileException e) {
            throw new Refused("--approval: there is no file " + path + ". iothub preflight --approve-to writes one.");
        } catch (CharacterCodingException e) {
            throw unfit("it is no text");
        } catch (IOException e) {
            throw new Refused(
                    "--approval: " + path + " cannot be read: " + ConfigText.why(e) + ". Nothing was ordered.");
        } catch (IllegalArgumentException e) {
            throw unfit(String.valueOf(e.getMessage()));
        }
    }

    private Refused there() {
        return new Refused("--approve-to: " + path + " is there already, and is left as it is. Name another file.");
    }

    private Refused unfit(String why) {
        return new Refused("--approval: " + path + " is no approval: " + why
                + ". Nothing was ordered. iothub preflight --approve-to writes one.");
    }
}

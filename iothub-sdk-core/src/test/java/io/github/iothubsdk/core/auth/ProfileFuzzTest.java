package io.github.iothubsdk.core.auth;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.iothubsdk.core.error.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as the profile of JD Cloud's command line: keys, none, or {@link ApiException.Misconfigured}. */
class ProfileFuzzTest {

    @TempDir
    static Path directory = Path.of("");

    /** What is before the first zero byte is {@code current}, what is behind it {@code config}. */
    @FuzzTest
    void findsKeysOrSaysWhatIsWrong(byte[] input) throws IOException {
        int zero = 0;
        while (zero < input.length && input[zero] != 0) {
            zero++;
        }
        Files.write(directory.resolve("current"), Arrays.copyOf(input, zero));
        Files.write(
                directory.resolve("config"), Arrays.copyOfRange(input, Math.min(zero + 1, input.length), input.length));
        try {
            CredentialsProvider.profile(directory).find().ifPresent(found -> {
                if (found.accessKey().isBlank()) {
                    throw new AssertionError("a blank key");
                }
            });
            ProfileFile.region(directory);
        } catch (ApiException.Misconfigured e) {
            if (e.mayHaveHappened()) {
                throw new AssertionError("nothing was sent", e);
            }
        }
    }
}

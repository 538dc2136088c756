package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OkHttp, Okio and Kotlin may be left out of a class path. */
class WithoutOkHttpTest {

    @Test
    void aProgramOnTheJdksClientNeedsNone() throws Exception {
        String classPath = Jvm.classPathWithout("okhttp", "okio", "kotlin", "mockwebserver");
        try (Jvm jvm = Jvm.start(classPath, OnTheJdk.class, List.of())) {
            assertThat(jvm.rest()).contains("no OkHttp").contains("service-unreachable");
        }
    }

    /** Looks at a service that is not there. */
    static final class OnTheJdk {
        public static void main(String[] arguments) {
            try {
                System.out.println(Class.forName("okhttp3.OkHttpClient"));
            } catch (ClassNotFoundException e) {
                System.out.println("no OkHttp");
            }
            var keys = CredentialsProvider.of(Credentials.of("AK", Secret.of("SK")));
            var request = CreateInstanceRequest.builder("cn-north-1", "plant-7")
                    .network("vpc-1", "subnet-1")
                    .database(RdsDatabase.of("mysql-1", "iothub", "host", "iothub_rw", Secret.of("pw")))
                    .acceptServiceTerms()
                    .build();
            try (var client = ProvisioningClient.builder(keys)
                    .journal(Journals.inMemory())
                    .endpoint(URI.create("http://127.0.0.1:9"))
                    .transport(HttpTransports::jdk)
                    .build()) {
                client.preflight(request).violations().forEach(each -> System.out.println(each.code()));
            }
        }
    }
}

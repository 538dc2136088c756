package io.github.iothubsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {

    private final KnownHosts hosts = new KnownHosts();

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/v1", "https://10.0.0.7", "http://[::1]:8080", "http://LocalHost:1"})
    void looksNoNumberUpNorThisMachine(String url) {
        assertThat(hosts.isKnown(URI.create(url))).isTrue();
    }

    @Test
    void knowsWhoHasJustAnswered() {
        URI vpc = URI.create("https://vpc.jdcloud-api.com/v1/regions");
        assertThat(hosts.isKnown(vpc)).isFalse();
        hosts.learn(vpc);
        assertThat(hosts.isKnown(URI.create("https://vpc.jdcloud-api.com/v1/other")))
                .isTrue();
        assertThat(hosts.isKnown(URI.create("https://rds.jdcloud-api.com/v1/other")))
                .isFalse();
    }
}

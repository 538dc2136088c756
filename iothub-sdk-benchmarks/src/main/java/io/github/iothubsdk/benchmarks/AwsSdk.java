package io.github.iothubsdk.benchmarks;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.mq.MqClient;

/** AWS SDK v2 with its default HTTP client, asking for a broker: a GET by id over REST and JSON as well. */
final class AwsSdk implements Caller {

    private final MqClient client;

    AwsSdk(URI endpoint) {
        client = MqClient.builder()
                .endpointOverride(endpoint)
                .region(Region.CN_NORTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("TESTAK", "TESTSK")))
                .build();
    }

    @Override
    public String describe() {
        return client.describeBroker(request -> request.brokerId(ID)).brokerId();
    }

    @Override
    public void close() {
        client.close();
    }
}

package io.github.iothubsdk.benchmarks;

import com.jdcloud.sdk.auth.StaticCredentialsProvider;
import com.jdcloud.sdk.client.Environment;
import com.jdcloud.sdk.http.HttpRequestConfig;
import com.jdcloud.sdk.http.Protocol;
import com.jdcloud.sdk.service.vpc.client.VpcClient;
import com.jdcloud.sdk.service.vpc.model.DescribeVpcRequest;
import java.net.URI;

/** JD Cloud's own SDK as its manual shows it. */
final class OfficialSdk implements Caller {

    private final VpcClient client;

    OfficialSdk(URI endpoint) {
        client = VpcClient.builder()
                .credentialsProvider(new StaticCredentialsProvider("TESTAK", "TESTSK"))
                .environment(new Environment.Builder()
                        .endpoint(endpoint.getAuthority())
                        .build())
                .httpRequestConfig(
                        new HttpRequestConfig.Builder().protocol(Protocol.HTTP).build())
                .build();
    }

    @Override
    public String describe() {
        var request = new DescribeVpcRequest().regionId("cn-north-1").vpcId(ID);
        return client.describeVpc(request).getResult().getVpc().getVpcId();
    }
}

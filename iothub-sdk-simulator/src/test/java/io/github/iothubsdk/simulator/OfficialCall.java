package io.github.iothubsdk.simulator;

import com.jdcloud.sdk.auth.CredentialsProvider;
import com.jdcloud.sdk.auth.StaticCredentialsProvider;
import com.jdcloud.sdk.client.Environment;
import com.jdcloud.sdk.client.JdcloudClient;
import com.jdcloud.sdk.client.JdcloudExecutor;
import com.jdcloud.sdk.http.HttpRequestConfig;
import com.jdcloud.sdk.http.Protocol;
import com.jdcloud.sdk.service.JdcloudRequest;
import com.jdcloud.sdk.service.JdcloudResponse;
import com.jdcloud.sdk.service.JdcloudResult;
import java.net.URI;
import org.jspecify.annotations.NullUnmarked;

/** One call through the official SDK's core, for the services whose modules are not on the class path. */
@NullUnmarked // the other SDK fills the fields in, and tells absence by null
final class OfficialCall extends JdcloudExecutor {
    private final String method;
    private final String url;

    OfficialCall(URI endpoint, String service, String version, String method, String url) {
        this.method = method;
        this.url = url;
        client(new Client(endpoint, service, version));
    }

    static CredentialsProvider credentials() {
        return new StaticCredentialsProvider(Demo.ACCESS_KEY, Demo.SECRET_KEY);
    }

    static Environment environment(URI endpoint) {
        return new Environment.Builder().endpoint(endpoint.getAuthority()).build();
    }

    static HttpRequestConfig http() {
        return new HttpRequestConfig.Builder().protocol(Protocol.HTTP).build();
    }

    Response send(JdcloudRequest request) {
        return execute(request);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the official class has it
    public Class<? extends JdcloudResponse> returnType() {
        return Response.class;
    }

    /** The request fields of all these calls. */
    public static final class Fields extends JdcloudRequest {
        private String regionId;
        private String orderNumber;
        private Boolean autoPay;
        private Boolean includeDetail;
        private Integer pageSize;

        @Override
        public String getRegionId() {
            return regionId;
        }

        @Override
        public void setRegionId(String value) {
            regionId = value;
        }

        public String getOrderNumber() {
            return orderNumber;
        }

        public void setOrderNumber(String value) {
            orderNumber = value;
        }

        public Boolean getAutoPay() {
            return autoPay;
        }

        public void setAutoPay(Boolean value) {
            autoPay = value;
        }

        public Boolean getIncludeDetail() {
            return includeDetail;
        }

        public void setIncludeDetail(Boolean value) {
            includeDetail = value;
        }

        public Integer getPageSize() {
            return pageSize;
        }

        public void setPageSize(Integer value) {
            pageSize = value;
        }
    }

    public static final class Response extends JdcloudResponse<Result> {}

    /** The result fields of all these calls. */
    public static final class Result extends JdcloudResult {
        public Integer userAuth;
        public String availableAmount;
        public String orderNumber;
        public String instanceId;
        public String instanceStatus;
        public java.util.List<Region> regionInfo;
        public Order data;
        public java.util.List<Row> instances;
    }

    public static final class Order {
        public String status;
        public java.math.BigDecimal actualFee;
    }

    public static final class Region {
        public String regionId;
    }

    public static final class Row {
        public String name;
        public String instanceStatus;
    }

    private static final class Client extends JdcloudClient {
        private final URI endpoint;
        private final String service;
        private final String version;

        Client(URI endpoint, String service, String version) {
            this.endpoint = endpoint;
            this.service = service;
            this.version = version;
        }

        @Override
        public CredentialsProvider getCredentialsProvider() {
            return credentials();
        }

        @Override
        public HttpRequestConfig getHttpRequestConfig() {
            return http();
        }

        @Override
        public Environment getEnvironment() {
            return environment(endpoint);
        }

        @Override
        public String getUserAgent() {
            return "JdcloudSdkJava/1.2.9 " + service + "/" + version;
        }

        @Override
        public String getServiceName() {
            return service;
        }

        @Override
        public String getVersion() {
            return version;
        }
    }
}

package io.github.iothubsdk.simulator;

/** An instance as it is at the moment of a look. */
record Seen(HubInstance instance, Life life, AccountState account) {
    private static final String NOTHING = "";

    String vpcName() {
        AccountState.Vpc vpc = account.vpcs.get(instance.vpcId);
        return vpc == null ? NOTHING : vpc.name();
    }

    String subnetName() {
        AccountState.Subnet subnet = account.subnets.get(instance.subnetId);
        return subnet == null ? NOTHING : subnet.name();
    }

    /** Domains appear when it runs. */
    String publicDomain() {
        return domain(".iothub.example");
    }

    String privateDomain() {
        return domain(".iothub-internal.example");
    }

    private String domain(String of) {
        return life.progress() == 100 ? instance.id + of : NOTHING;
    }
}

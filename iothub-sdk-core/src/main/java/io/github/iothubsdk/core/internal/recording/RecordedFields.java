package io.github.iothubsdk.core.internal.recording;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The list of fields of which more than the shape is recorded: those of the published models, and of our own requests. */
final class RecordedFields {

    private static final Pattern SECRET = Pattern.compile(
            "pass|pwd|secret|token|key|sign|credential|authori[sz]|cookie|nonce|^[as]k$", Pattern.CASE_INSENSITIVE);

    /** Filters, sorts and tags, as a query flattens them. */
    private static final Pattern FLATTENED = Pattern.compile(
            "(?:filters|sorts|tagFilters)\\.\\d{1,2}\\.(name|operator|values|direction)(?:\\.\\d{1,2})?");

    private static final Map<String, FieldKind> KINDS = new HashMap<>();

    static {
        add(FieldKind.TEXT, "requestId pin loginName accountId userPin payer proposer paymentNumber");
        add(FieldKind.TEXT, "vpcId vpcName addressPrefix aclIds routeTableIds vpcPolicyId routeTableId aclId startIp");
        add(FieldKind.TEXT, "endIp subnetId subnetName subNetId subNetName domainNames domainNameServers");
        add(FieldKind.TEXT, "parentResourceId instanceId instanceName name description azName regionName pubDomain");
        add(
                FieldKind.TEXT,
                "priDomain publicDomain internalDomain linkDomain portalAddress iotcoreUserName instanceUuid");
        add(FieldKind.TEXT, "rdsInstanceId rdsHostName rdsGroupId rdsDatabase rdsUserName iothubAgentId jcqId");
        add(
                FieldKind.TEXT,
                "jcqAccessPoint jcqTopicName resourceId resourceName resourceList id customInfo instanceClass");
        add(
                FieldKind.TEXT,
                "publicDomainName internalDomainName parameterGroupId parameterGroup instanceVip sourceInstanceId");
        add(
                FieldKind.TEXT,
                "parameterGroupName roInstanceIds resourceGroupId resourceGroupName dbName accountName ips");
        add(
                FieldKind.TEXT,
                "tableName whiteListName orderNumber orderId orderNum orderNo buyId itemId itemName value values");
        add(FieldKind.TEXT, "sourceId taskId param0 userName cacheInstanceId instanceIds");
        add(
                FieldKind.AMOUNT,
                "totalAmount availableAmount frozenAmount enableWithdrawAmount withdrawingAmount totalFee");
        add(FieldKind.AMOUNT, "discountFee actualFee favorableFee balancePay moneyPay paidFee refundFee fee usableFee");
        add(FieldKind.AMOUNT, "totalPrice discountedTotalPrice totalDiscount afterFavorableTotalPrice eraseTotalPrice");
        add(FieldKind.AMOUNT, "totalOriginalPrice totalUnitPrice");
        add(FieldKind.WORD, "userAuth azType subnetType type engine instanceType instanceStorageType instanceStatus");
        add(FieldKind.WORD, "parameterStatus parameterGroupStatus connectionMode auditStatus chargeMode chargeStatus");
        add(FieldKind.WORD, "chargeUnit dbStatus accountStatus accountType characterSetName privilege privileges unit");
        add(
                FieldKind.WORD,
                "globalPrivileges orderType payType status paymentChannel activityType selfSupportType siteType");
        add(
                FieldKind.WORD,
                "appCode appName serviceCode serviceName itemType resizeFormulaType iothubStatus userStatus");
        add(FieldKind.WORD, "tenantStatus operator direction code");
        add(FieldKind.NUMBER, "pageNumber pageSize nowPage totalSize totalPage totalCount progressValue progress");
        add(FieldKind.NUMBER, "availableIpCount ipMaskLen maxLimit count maxDevices maxMessages maxMessage replicaNum");
        add(FieldKind.NUMBER, "instanceStorageGB instanceCPU instanceMemoryMB instancePort quantity chargeDuration");
        add(FieldKind.NUMBER, "instanceExistence");
        add(FieldKind.TIME, "createTime createdTime updatedTime endTime startTime deleteTime expiredTime payTime");
        add(FieldKind.TIME, "expirationTime chargeStartTime chargeExpiredTime chargeRetireTime iotcoreUserCreatedTime");
        add(FieldKind.TIME, "expireDateBefore expireDateAfter");
        add(
                FieldKind.FLAG,
                "autoPay includeDetail enableMulticast publicSubnet storageEncrypted isSuccess success autoRenew");
        add(FieldKind.PLACE, "region regionId azId az azs jcqRegion");
        add(FieldKind.VERSION, "engineVersion");
        add(FieldKind.MESSAGE, "message");
        add(FieldKind.ACTION, "param1");
        add(
                FieldKind.GROUP,
                "result error details vpc vpcs subnet subnets quota dbInstances dbInstanceAttributes charge");
        add(FieldKind.GROUP, "databases accessPrivilege accounts accountPrivileges databasePrivileges tablePrivileges");
        add(
                FieldKind.GROUP,
                "whiteLists tags tagFilters filters sorts primaryNode secondaryNode instanceSpec chargeSpec");
        add(
                FieldKind.GROUP,
                "queryVo data resultList childOrderDetailList orderItemDetails orderItemDetailResponse extraInfo");
        add(
                FieldKind.GROUP,
                "page pageinfo instances instance instanceinfoVO iotcoreInstances monitorIotCoreInstances");
        add(FieldKind.GROUP, "regionInfo azInfo list favorableInfos formula priceSnapshot remark comment notes payUrl");
    }

    private RecordedFields() {}

    private static void add(FieldKind kind, String names) {
        for (String name : names.split(" ", -1)) {
            KINDS.put(name, kind);
        }
    }

    /** What stands under this name; a name that gives a secret away goes before the list. */
    static FieldKind kind(String name) {
        var flattened = FLATTENED.matcher(name);
        String field = flattened.matches() ? flattened.group(1) : name;
        if (SECRET.matcher(field).find()) {
            return FieldKind.SECRET;
        }
        return KINDS.getOrDefault(field, FieldKind.UNKNOWN);
    }

    /** Whether the name itself is published, so that it tells nothing of anybody. */
    static boolean isListed(String name) {
        return KINDS.containsKey(name) || FLATTENED.matcher(name).matches();
    }
}

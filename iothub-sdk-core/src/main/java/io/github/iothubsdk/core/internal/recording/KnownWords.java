package io.github.iothubsdk.core.internal.recording;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that are published or the SDK's own, so that a recording may keep them. */
final class KnownWords {

    private static final Set<String> SERVICES = words(
            "vpc rds order asset user billing iothub iotcore iotcloudgateway iam" + " sts renewal quota refund dms");

    private static final Set<String> PATH =
            words("v1 v2 regions vpcs subnets quotas instances databases accounts whiteList"
                    + " order orders assets coreinstances iotcoreinstances monitorIotCoreInstances describeUser private share"
                    + " cacheInstance userQuota common");

    private static final Set<String> VERBS = words("describeAccountAmount checkUser describe selectDetailList pay"
            + " grantPrivilege grantAccountPrivilege describePrivilege enableInternetAccess disableInternetAccess"
            + " describeInstances verify getDetail");

    private static final Set<String> VALUES = words(
            // states of instances, of either spelling
            "PREPARING BUILDING RUNNING SUSPENDING CREATING STARTING ARREARAGE_STOP EXPIRE_STOP ERROR running error creating"
                    + " changing configuring restoring deleting stop stopped processing pending starting stopping"
                    + " BUILD_ERROR DELETED DELETING DELETE_ERROR FAILOVER FAILOVER_ERROR RESTORING RESTORE_ERROR"
                    + " DB_RESTORING DB_RESTOR_ERROR MIGRATING MIGRATE_ERROR GROWING_CLUSTER SHRINKING_CLUSTER REBOOTING"
                    + " REBOOT_ERROR VALID"
                    // orders
                    + " NEW RENEW RESIZE_FORMULA TEMP_UPGRADE PRE_PAID POST_PAID CONFIG FLOW MONTHLY ONCE NO_PAY DEALING"
                    + " PAID CANCELED FAILED REFUND_PART REFUND_ALL SUCCESS FAIL HOUR DAY MONTH YEAR NORMAL ACTIVITY"
                    + " SELF_SUPPORT THIRD_PARTY_SUPPORT MAIN_SITE INTERNATIONAL_SITE SUQIAN_DEDICATED_CLOUD UP DOWN"
                    + " MODIFY_CONFIG RENEW_UP RENEW_DOWN RENEW_FREE COMMON_ITEM ACTIVITY_ITEM BALANCE_PAYMENT"
                    + " ENTERPRISE_BANK_PAYMENT PERSONAL_BANK_PAYMENT JD_PAYMENT WENXIN_PAYMENT OFFLINE_PAYMENT"
                    // databases and networks
                    + " MySQL MariaDB Percona PostgreSQL standalone cluster readonly LOCAL_SSD EBS_SSD standard security"
                    + " edge all utf8 utf8mb4 gbk latin1 ro rw prepaid_by_duration postpaid_by_usage postpaid_by_duration"
                    + " normal overdue arrear month year eq lt le gt ge ne in like asc desc vpc subnet"
                    // errors
                    + " INVALID_ARGUMENT FAILED_PRECONDITION OUT_OF_RANGE UNAUTHENTICATED HTTP_FORBIDDEN NOT_FOUND ABORTED"
                    + " ALREADY_EXISTS QUOTA_EXCEEDED RATE_LIMIT CANCELLED UNKNOWN INTERNAL NOT_IMPLEMENTED"
                    + " SOURCE_UNAVAILABLE UNAVAILABLE ACCESS_ERROR HTTP_UNAUTHORIZED PERMISSION_DENIED SYNC_TIMEOUT"
                    + " ABNORMAL_ACCESS_RATE THROUGHPUT_UP_TO_LIMIT BAD_REQUEST INTERNAL_SERVER_ERROR"
                    // products
                    + " jcloud iothub iotcore rds");

    private static final Set<String> SPACED = Set.of("IoT Hub", "IoT Core", "SQL Server", "物联网", "物联网引擎", "物联网智能网关");

    private static final Set<String> MESSAGES = Set.of(
            "this api is not allowed [gw]", "please use different noncestr [gw]", "lack of header authorization[gw]");

    private static final Set<String> MEDIA_TYPES =
            words("application/json application/json;charset=utf-8 application/json;charset=UTF-8 text/html"
                    + " text/html;charset=utf-8 text/html;charset=UTF-8 text/plain text/plain;charset=utf-8"
                    + " text/plain;charset=UTF-8 application/xml text/xml application/octet-stream");

    private static final Pattern PLACE = Pattern.compile(
            "(?:cn|ap|eu|us|me|sa|af)-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)"
                    + "-\\d{1,2}[a-z]?");

    private static final List<String> PREFIXES = List.of(
            "mysql-pg-",
            "mysql-",
            "mariadb-",
            "percona-",
            "pg-",
            "vpc-",
            "subnet-",
            "iothub-",
            "iotcore-",
            "rtb-",
            "acl-");

    private KnownWords() {}

    private static Set<String> words(String all) {
        return Stream.of(all.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    static boolean isService(String text) {
        return SERVICES.contains(text);
    }

    static boolean isOfPath(String segment) {
        return PATH.contains(segment);
    }

    static boolean isVerb(String text) {
        return VERBS.contains(text);
    }

    static boolean isValue(String text) {
        return VALUES.contains(text) || SPACED.contains(text);
    }

    static boolean isMessage(String text) {
        return MESSAGES.contains(text);
    }

    static boolean isMediaType(String text) {
        return MEDIA_TYPES.contains(text.replace(" ", ""));
    }

    /** A region's or a zone's code. */
    static boolean isPlace(String text) {
        return PLACE.matcher(text).matches() || text.equals("jdcloud-api");
    }

    /** What an id begins with by its kind; empty where it does not, or is nothing more. */
    static String prefix(String text) {
        return PREFIXES.stream()
                .filter(prefix -> text.startsWith(prefix) && text.length() > prefix.length())
                .findFirst()
                .orElse("");
    }
}

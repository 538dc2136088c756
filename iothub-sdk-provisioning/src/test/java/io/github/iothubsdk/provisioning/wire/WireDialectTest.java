package io.github.iothubsdk.provisioning.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.wire.WireSource.Basis;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireDialectTest {

    private static final WireDialect INFERRED = WireDialects.iotHubInferred();

    @Nested
    class BuiltIn {
        @Test
        void followThePublishedNamesWhereThereAreAny() {
            assertThat(INFERRED.requestName(WireOperation.CREATE, "rdsPassword"))
                    .contains("rdsPassword");
            assertThat(INFERRED.answerNames(WireOperation.SHOW, "row")).startsWith("instanceinfoVO");
            assertThat(WireDialects.iotHub2020().answerNames(WireOperation.SHOW, "row"))
                    .containsExactly("instanceinfoVO");
            assertThat(WireDialects.iotHub2020().path(WireOperation.DEDICATED))
                    .contains("/regions/{region}/private:checkUser");
            assertThat(WireDialects.iotCore2020().answerNames(WireOperation.LIST, "rows"))
                    .containsExactly("iotcoreInstances");
        }

        @Test
        void knowWhetherTheyCanOrder() {
            assertThat(WireDialects.builtIn())
                    .filteredOn(WireDialect::isReadOnly)
                    .containsExactly(WireDialects.iotCore2020());
        }

        @Test
        void sayWhereEachWordComesFrom() {
            for (WireDialect dialect : WireDialects.builtIn()) {
                assertThat(dialect.facts())
                        .isNotEmpty()
                        .allSatisfy(fact -> assertThat(fact.source().where()).isNotBlank());
            }
            assertThat(INFERRED.facts())
                    .filteredOn(fact ->
                            fact.subject().equals("create") && fact.part().equals("path"))
                    .extracting(fact -> fact.source().basis())
                    .containsExactly(Basis.INFERRED);
            assertThat(INFERRED.facts())
                    .filteredOn(fact -> fact.wire().equals("rdsPassword"))
                    .extracting(fact -> fact.source().basis())
                    .containsExactly(Basis.PUBLISHED_ONCE);
        }

        @Test
        void haveDigestsOfTheirOwnWhichSourcesDoNotChange() {
            assertThat(WireDialects.builtIn()).extracting(WireDialect::digest).doesNotHaveDuplicates();
            WireDialect otherwise = WireDialects.fromJson(
                    INFERRED.toJson().replace("the console's form, which asks for it", "a dream"));
            assertThat(otherwise).isEqualTo(INFERRED);
            WireDialect oneWord =
                    WireDialects.fromJson(INFERRED.toJson().replace("rdsPassword@admin", "rdsPasswd@admin"));
            assertThat(oneWord).isNotEqualTo(INFERRED);
            assertThat(oneWord.name()).isEqualTo(INFERRED.name());
        }

        @ParameterizedTest
        @CsvSource({
            "running,RUNNING",
            " RUNNING ,RUNNING",
            "0,RUNNING",
            "1,RUNNING",
            "2,SUSPENDING",
            "10,BUILDING",
            "100,BUILDING",
            "3,UNRECOGNISED",
            "101,UNRECOGNISED",
            "9,UNRECOGNISED",
            "-1,UNRECOGNISED",
            "1.5,UNRECOGNISED",
            "'',UNRECOGNISED",
            "99999999999999999999,UNRECOGNISED",
            "FAILED,UNRECOGNISED"
        })
        void readStatusWordsAndNumbers(String word, InstanceStatus means) {
            assertThat(INFERRED.status(word)).isEqualTo(means);
        }
    }

    @Nested
    class FromFiles {
        @Test
        void areReadAsTheyAreWritten(@TempDir Path folder) throws Exception {
            for (WireDialect dialect : WireDialects.builtIn()) {
                Path file = Files.writeString(folder.resolve(dialect.name() + ".json"), dialect.toJson());
                assertThat(WireDialects.fromFile(file)).isEqualTo(dialect);
                assertThat(WireDialects.named(dialect.name())).contains(dialect);
            }
        }

        @Test
        void areNamedWhenTheyCannotBeRead(@TempDir Path folder) {
            assertThatThrownBy(() -> WireDialects.fromFile(folder.resolve("none.json")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("none.json");
        }

        @Test
        void areNotReadWhenTheyAreHuge(@TempDir Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("huge.json"), " ".repeat((1 << 20) + 1));
            assertThat(problems(() -> WireDialects.fromFile(file))).containsExactly("it is larger than 1 MiB");
        }
    }

    @Nested
    class Refused {
        @Test
        void whatIsNoJson() {
            for (String text : List.of("", "[]", "{", "null", "{} {}", "x", INFERRED.toJson() + "x")) {
                assertThat(problems(text)).as(text).containsExactly("it is not one whole JSON object");
            }
        }

        @Test
        void anUnknownAndAMissingKeyOneLineEach() {
            assertThat(problems(json -> json.replace("\"version\"", "\"verzion\"")))
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("verzion: unknown; known are "))
                    .contains("version: missing");
            assertThat(problems(json -> json.replace("\"rdsHost\":", "\"rdsHosts\":")))
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("operations.create.request.rdsHosts: unknown"))
                    .contains("operations.create.request.rdsHost: missing");
            assertThat(problems("{}"))
                    .contains("dialect: missing; expected 1", "name: missing", "operations: missing", "row: missing");
        }

        @Test
        void aRouteWithAHost() {
            for (String path : List.of("https://evil.example/v2/x", "//evil.example/regions/{region}/instances")) {
                assertThat(problems(json -> json.replace("\"/regions/{region}/instances@", "\"" + path + "@")))
                        .as(path)
                        .isNotEmpty()
                        .anyMatch(line -> line.equals("operations.create.path: a path has no host: the service and the "
                                + "endpoint say where it is"));
            }
        }

        @ParameterizedTest
        @CsvSource({
            "/regions/{region}/iotadmin:querylist",
            "/regions/{region}/preOrder:updateStatus",
            "/regions/{region}/rule/state:enable",
            "/regions/{region}/../admin",
            "/regions/{region}/instances?x=1",
            "/regions/{region}/instances#x",
            "/regions/{region}/a%2fb",
            "/regions/{region}/{other}",
            "regions/{region}",
            "/regions/cn-north-1/instances",
            "/regions/{region}/instances/{instanceId}",
            "/regions/{region}//instances"
        })
        void aPathThatIsNone(String path) {
            assertThat(problems(json -> json.replace(
                            "/regions/{region}/instances@siblings\",\n      \"request\": { \"page",
                            path + "@siblings\",\n      \"request\": { \"page")))
                    .as(path)
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("operations.list.path: "));
        }

        @ParameterizedTest
        @CsvSource({
            "/regions/{region}/instances:deleteAll",
            "/regions/{region}/instances:reboot",
            "/regions/{region}/instances/recover",
            "/regions/{region}/delete",
            "/regions/{region}/stopAll/x"
        })
        void aListThatDoesNotLookLikeARead(String path) {
            assertThat(problems(json -> json.replace(
                            "/regions/{region}/instances@siblings\",\n      \"request\": { \"page",
                            path + "@siblings\",\n      \"request\": { \"page")))
                    .as(path)
                    .containsExactly("operations.list.path: does not look like a read: a GET may change something");
        }

        @Test
        void anotherProductsService() {
            assertThat(problems(json -> json.replace("\"service\": \"iothub\"", "\"service\": \"rds\"")))
                    .singleElement()
                    .asString()
                    .startsWith("service: must be like ");
        }

        /** A pattern that recurses overflowed the stack. */
        @Test
        void aPathWithoutEnd() {
            assertThat(problems(json ->
                            json.replace("/regions/{region}/instances@siblings", "/a".repeat(100_000) + "@siblings")))
                    .anyMatch(line -> line.startsWith("operations.create.path: "));
        }

        /** A status that is not told would be running by the word that is none. */
        @Test
        void aStatusWordThatIsNone() {
            for (String word : new String[] {"", " ", "RUN\\nNING", "\\u001b[31m"}) {
                assertThat(problems(json -> json.replace(
                                "\"statuses\": {", "\"statuses\": {\n    \"" + word + "\": \"RUNNING@model\",")))
                        .as(word)
                        .singleElement()
                        .asString()
                        .contains("must be a word, or a range of numbers");
            }
        }

        @Test
        void aFieldThatIsNamedTwice() {
            assertThat(problems(json -> json.replace("subnetId@admin", "vpcId@admin")))
                    .containsExactly("operations.create.request.subnetId: vpcId is named twice");
            assertThat(problems(
                            json -> json.replace("\"name\": \"iotHubInferred\"", "\"name\": \"a\", \"name\": \"b\"")))
                    .containsExactly("name is there twice");
        }

        @Test
        void aWordWithoutASourceOrMeaning() {
            assertThat(problems(json -> json.replace("rdsPassword@admin", "rdsPassword")))
                    .containsExactly(
                            "operations.create.request.rdsPassword: must end in @ and the name of one of the sources");
            assertThat(problems(
                            json -> json.replace("RUNNING@model", "GOING@model").replace("RUNNING@row", "GOING@row")))
                    .anyMatch(line -> line.startsWith("statuses.RUNNING: must be one of "))
                    .contains("statuses: no word means RUNNING");
            assertThat(problems(json -> json.replace("published once", "heard")))
                    .anyMatch(line -> line.equals("sources.net.basis: must be published, published once, or inferred"));
        }

        @Test
        void whatSaysNothing() {
            assertThat(problems(json -> json.replace(
                            "[\"instances@siblings\", \"data@adminList\", \"iotcoreInstances@coreList\"]", "[]")))
                    .containsExactly("operations.list.answer.rows: has no name");
            assertThat(problems(json -> json.replace("\"delete\": {", "\"delete\": null, \"regions\": {")))
                    .contains("operations.delete: null; leave it out, or say what it is");
            assertThat(problems(
                            json -> json.replace("\"rdsUserName@admin\"", "[\"rdsUserName@admin\", \"user@admin\"]")))
                    .containsExactly("rdsUser is not a text");
            assertThat(problems(json -> json.replace("rdsUserName@admin", "spec.user@admin")))
                    .containsExactly(
                            "operations.create.request.rdsUser: must be a name of a field, such as rdsPassword or page.totalSize");
        }

        @Test
        void whatIsOfAnotherKind() {
            assertThat(problems(json -> json.replace("\"name\": \"iotHubInferred\"", "\"name\": {}")))
                    .containsExactly("name is not a text");
            assertThat(problems(json -> json.replace("\"dialect\": 1", "\"dialect\": 2")))
                    .containsExactly("dialect: a version that this client does not know; expected 1");
        }

        private List<String> problems(UnaryOperator<String> change) {
            String changed = change.apply(INFERRED.toJson());
            assertThat(changed).isNotEqualTo(INFERRED.toJson());
            return problems(changed);
        }

        private List<String> problems(String json) {
            return WireDialectTest.problems(() -> WireDialects.fromJson(json));
        }
    }

    private static List<String> problems(ThrowingCallable reading) {
        var invalid = catchThrowableOfType(InvalidDialectException.class, reading);
        assertThat(invalid).isNotNull();
        invalid.problems().forEach(line -> assertThat(line).doesNotContain("\n"));
        return invalid.problems();
    }
}

package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The console page in a real browser; pictures of it with {@code -Dconsole.pictures=DIRECTORY}. */
class ConsolePageTest {
    private static Browser browser;

    private final Simulator simulator = Simulator.start();
    private final Wire wire = new Wire(simulator, InstantSource.system());

    @BeforeAll
    static void open() {
        browser = Browser.open();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void stop() {
        browser.forget();
        simulator.close();
        assertThat(browser.complaints()).isEmpty();
    }

    private String create(String name) throws Exception {
        return wire.create(name, "run-" + name).result().get("orderNumber").getAsString();
    }

    @Test
    void showsAnOrderAsItComesWithoutAReload() throws Exception {
        browser.show(simulator);
        browser.run("window.here = 'still'");
        String number = create("plant-7");
        browser.untilShown("order-table", number);
        assertThat(browser.text("order-table")).contains("plant-7", "NO_PAY", "run-plant-7");
        wire.pay(number);
        browser.untilShown("instance-table", "plant-7");
        browser.untilShown("order-table", "PAID");
        assertThat(browser.text("instance-table")).contains("PREPARING", number, Demo.VPC);
        assertThat(browser.text("ledger-lines")).contains("paid 0 for order " + number);
        assertThat(browser.run("return window.here")).isEqualTo("still");
    }

    @Test
    void ordersAFaultThatStrikesTheNextPayment() throws Exception {
        browser.show(simulator);
        new Select(browser.element("fault-route")).selectByValue("PAY_ORDER");
        new Select(browser.element("fault-when")).selectByValue("after");
        new Select(browser.element("fault-kind")).selectByValue("dropConnection");
        browser.element("fault-form").submit();
        browser.untilShown("said", "armed");
        String number = create("plant-7");
        assertThatThrownBy(() -> wire.pay(number)).isInstanceOf(IOException.class);
        browser.untilShown("fault-list", "has struck");
        browser.untilShown("runs", "without an answer");
        assertThat(simulator.ledger().payments()).hasSize(1);
        assertThat(simulator.faults().remaining()).isEmpty();
    }

    @Test
    void asksForTheFieldsThatAFaultHas() {
        browser.show(simulator);
        new Select(browser.element("fault-kind")).selectByValue("status");
        WebElement status = browser.all("#fault-fields [name=httpStatus]").get(0);
        status.sendKeys("700");
        browser.element("fault-form").submit();
        browser.untilShown("said", "httpStatus");
        assertThat(simulator.faults().remaining()).isEmpty();
        assertThat(browser.complaints()).hasSize(1).first().asString().contains("400");
        status.clear();
        status.sendKeys("503");
        browser.element("fault-form").submit();
        browser.untilShown("fault-list", "503");
        browser.element("disarm").click();
        browser.until("return document.getElementById('fault-list').childElementCount === 0");
        assertThat(simulator.faults().remaining()).isEmpty();
    }

    @Test
    void keepsForeignTextText() {
        String script = "<script>window.struck=1</script>";
        String picture = "<img src=x onerror=window.struck=1>";
        simulator
                .demoAccount()
                .instance(script)
                .instance(picture)
                .instance("red\u001b[31m\u202Ederf")
                .instance("水厂-7");
        browser.show(simulator);
        browser.untilShown("instance-table", "水厂-7");
        assertThat(browser.text("instance-table")).contains(script, picture, "red\ufffd[31m\ufffdderf");
        assertThat(browser.run("return window.struck")).isNull();
        assertThat(browser.all("#instance-table img, #instance-table script")).isEmpty();
    }

    @Test
    void changesTheAccountAndMovesTime() throws Exception {
        String number = wire.buy("plant-7");
        browser.show(simulator);
        browser.untilShown("instance-table", "plant-7");
        browser.all("[data-advance=PT1H]").get(0).click();
        browser.untilShown("instance-table", "RUNNING");
        assertThat(browser.text("offset")).contains("PT1H");
        WebElement cash = browser.element("cash");
        cash.clear();
        cash.sendKeys("20.50");
        new Select(browser.element("verified")).selectByValue("no");
        browser.element("account-form").submit();
        browser.untilShown("account-facts", "20.50");
        assertThat(browser.text("order-table")).contains(number);
    }

    @Test
    void letsAColleagueOrderAndPayAndEmptiesTheCloud() {
        browser.show(simulator);
        browser.element("colleague-name").sendKeys("theirs", Keys.ENTER);
        browser.untilShown("order-table", "theirs");
        browser.all("#order-table button").get(0).click();
        browser.untilShown("instance-table", "theirs");
        assertThat(simulator.ledger().paymentsOfColleagueOrders()).isEmpty();
        browser.element("reset").click();
        browser.accept();
        browser.until("return document.querySelectorAll('#order-table tbody tr').length === 0");
        assertThat(simulator.ledger().orders()).isEmpty();
    }

    /** Else a click that begins on one button ends on another. */
    @Test
    void keepsAButtonInItsPlaceWhileTheCloudChanges() throws Exception {
        browser.show(simulator);
        browser.element("colleague-name").sendKeys("theirs", Keys.ENTER);
        browser.untilShown("order-table", "theirs");
        WebElement pay = browser.all("#order-table button").get(0);
        simulator.demoAccount().colleague().order("newer");
        browser.untilShown("order-table", "newer");
        pay.click();
        browser.untilShown("instance-table", "theirs");
        assertThat(simulator.ledger().instances())
                .extracting(Ledger.Instance::name)
                .containsExactly("theirs");
    }

    @Test
    void isUsedByTheKeyboardAlone() throws Exception {
        browser.show(simulator);
        String reached = "";
        for (int i = 0; i < 80 && !reached.equals("fault-nth"); i++) {
            browser.focused().sendKeys(Keys.TAB);
            reached = String.valueOf(browser.focused().getDomAttribute("id"));
        }
        assertThat(reached).isEqualTo("fault-nth");
        browser.focused().sendKeys(Keys.ENTER);
        browser.untilShown("fault-list", "PAY_ORDER");
        simulator.demoAccount().instance("plant-7");
        browser.untilShown("instance-table", "plant-7");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("fault-nth");
    }

    @ParameterizedTest
    @CsvSource({"1200, light", "1200, dark", "400, light", "400, dark"})
    void isReadAtAnyWidthAndInAnyLight(int width, String scheme) throws Exception {
        story();
        browser.width(width);
        browser.scheme(scheme);
        browser.show(simulator);
        browser.untilShown("instance-table", "水厂-7");
        browser.run("fetch('/_sim/clock', {method: 'POST', headers: {'Content-Type': 'application/json'},"
                + " body: '{\"advance\":\"PT9M\"}'})");
        browser.untilShown("instance-table", "BUILDING");
        browser.until("return document.querySelectorAll('tr.fresh').length === 0");
        assertThat(browser.run("return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"))
                .as("pixels beyond the edge")
                .isEqualTo(0L);
        assertThat((List<?>) browser.run(CONTRASTS))
                .as("texts of too little contrast")
                .isEmpty();
        picture("console-" + width + "-" + scheme + ".png");
    }

    private void story() throws Exception {
        simulator.demoAccount().instance("plant-1");
        wire.buy("plant-7");
        simulator.faults().on(Route.PAY_ORDER).afterEffect().dropConnection();
        String lost = wire.create("水厂-7", "run-8").result().get("orderNumber").getAsString();
        assertThatThrownBy(() -> wire.pay(lost)).isInstanceOf(IOException.class);
        wire.list();
        simulator.demoAccount().colleague().amount("88.00").order("their-hub");
    }

    /** Texts whose colours are nearer than 4.5 to 1, as the accessibility guidelines of the web count it. */
    private static final String CONTRASTS = """
            const parse = text => text.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
                .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const ground = element => {
              for (let at = element; at; at = at.parentElement) {
                const colour = parse(getComputedStyle(at).backgroundColor);
                if (colour.length < 4 || colour[3] > 0) { return colour; }
              }
              return [255, 255, 255];
            };
            return [...document.querySelectorAll('body *')]
                .filter(e => !e.closest('[hidden], .skip, noscript, option, tr.fresh') && e.offsetParent
                    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .map(e => {
                  const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
                  return [(a + 0.05) / (b + 0.05), e.outerHTML.slice(0, 80)];
                })
                .filter(([ratio]) => ratio < 4.5).map(String);
            """;

    @Test
    void speaksChinese() {
        simulator.demoAccount().instance("plant-7");
        browser.show(simulator);
        browser.element("language").click();
        browser.untilShown("instances", "实例列表");
        assertThat(browser.run("return document.documentElement.lang")).isEqualTo("zh-CN");
        assertThat(browser.text("instance-table")).contains("plant-7", "删除");
        assertThat(
                        browser.run(
                                "return [...document.querySelectorAll('[data-word]')].filter(e => e.checkVisibility() && !/[\\u4e00-\\u9fff]/.test(e.textContent)).map(e => e.dataset.word)"))
                .as("words without a translation")
                .isEqualTo(List.of());
        browser.element("language").click();
        browser.untilShown("instances", "Instances");
    }

    @Test
    void loadsNothingFromElsewhere() {
        browser.show(simulator);
        assertThat(browser.run("return performance.getEntriesByType('resource').map(e => new URL(e.name).host)"
                        + ".filter(host => host !== location.host)"))
                .isEqualTo(List.of());
    }

    @Test
    void saysWhenTheSimulatorIsGone() {
        Simulator other = Simulator.start();
        browser.show(other);
        other.close();
        browser.untilShown("live", "not connected");
        browser.all("[data-advance=PT1H]").get(0).click();
        browser.untilShown("said", "does not answer");
        assertThat(browser.complaints()).isNotEmpty();
    }

    private static void picture(String name) throws Exception {
        String directory = System.getProperty("console.pictures", "");
        if (!directory.isEmpty()) {
            browser.picture(Files.createDirectories(Path.of(directory)).resolve(name));
        }
    }
}

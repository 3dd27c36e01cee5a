package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.analysis.Analysis;
import cloister.analysis.AnalysisJson;
import cloister.analysis.Arrangement;
import cloister.analysis.Era;
import cloister.analysis.Finding;
import cloister.analysis.Verdict;
import cloister.cpu.decode.OpcodeTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page that runs every instruction. */
@Tag("full")
class AnalyzeIT {
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    server = RunningServer.start(data);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Browser open() throws Exception {
    Browser browser = Browser.open();
    browser.go(server.at("/analyze"));
    awaitResult(browser);
    return browser;
  }

  private static void awaitResult(Browser browser) throws Exception {
    browser.await(
        "all instructions have been run",
        driver -> browser.awaitElement("analyze-page", "[role=status]").getText().contains(" s. "));
  }

  @SuppressWarnings("unchecked")
  private static List<String> names(Browser browser) {
    return (List<String>)
        browser
            .driver()
            .executeScript(
                """
                const page = document.querySelector('analyze-page').shadowRoot;
                const table = page.querySelector('instruction-table');
                return [...(table?.shadowRoot.querySelectorAll('tr.one') ?? [])].map(
                  (row) => row.dataset.name);
                """);
  }

  private static List<String> expected(Era era, Arrangement arrangement, Verdict verdict) {
    return Analysis.of(new OpcodeTable(), era, arrangement).of(verdict).stream()
        .map(Finding::name)
        .toList();
  }

  private static void choose(Browser browser, String text) {
    WebElement button =
        (WebElement)
            browser
                .driver()
                .executeScript(
                    """
                    const page = document.querySelector('analyze-page').shadowRoot;
                    return [...page.querySelectorAll('.seg button')].find(
                      (each) => each.textContent.trim().startsWith(arguments[0]));
                    """,
                    text);
    button.sendKeys(Keys.ENTER);
  }

  @Test
  void theListIsWhatTheInstructionsDidHere() throws Exception {
    try (Browser browser = open()) {
      assertEquals(expected(Era.CLASSIC, Arrangement.ORIGINAL, Verdict.LIES), names(browser));
      choose(browser, "with UMIP on");
      awaitResult(browser);
      List<String> later = names(browser);
      assertEquals(expected(Era.UMIP, Arrangement.ORIGINAL, Verdict.LIES), later);
      assertFalse(later.contains("sgdt"));
      choose(browser, "privileged");
      browser.await("the others are shown", driver -> names(browser).contains("sgdt"));
      assertEquals(expected(Era.UMIP, Arrangement.ORIGINAL, Verdict.PRIVILEGED), names(browser));
      choose(browser, "copies with DPL 1");
      awaitResult(browser);
      choose(browser, "lie");
      browser.await("far calls lie now", driver -> names(browser).contains("call far"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void aRowUnfoldsItsWitnessByKeyboard() throws Exception {
    try (Browser browser = open()) {
      WebElement row = browser.awaitElement("instruction-table", "tr[data-name=popfd] button");
      assertEquals("false", row.getDomAttribute("aria-expanded"));
      row.sendKeys(Keys.ENTER);
      browser.await("it is open", driver -> "true".equals(row.getDomAttribute("aria-expanded")));
      String text = browser.awaitElement("instruction-table", "#more-popfd").getText();
      assertTrue(
          text.contains(
              "In ring 1, popf ran without a trap. Afterwards IF is unchanged. On a machine of its"
                  + " own it would be 1."),
          text);
      assertTrue(text.contains("9D"), text);
      assertEquals(List.of(), browser.barriers());
      row.sendKeys(Keys.SPACE);
      browser.await("it is shut", driver -> "false".equals(row.getDomAttribute("aria-expanded")));
    }
  }

  @Test
  void aPhoneHasRoomForIt() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.viewport(390, 844);
      browser.go(server.at("/analyze"));
      awaitResult(browser);
      browser.awaitElement("instruction-table", "tr[data-name=sgdt] button").click();
      browser.screenshot("analyze-phone");
      assertFalse(browser.scrollsSideways());
      choose(browser, "all");
      browser.await("all are shown", driver -> names(browser).size() > 200);
      assertFalse(browser.scrollsSideways());
      assertEquals(List.of(), browser.barriers());
    }
  }

  /** Both forms of the simulator come to what the JVM comes to, to the letter. */
  @ParameterizedTest
  @ValueSource(strings = {"", ShippedSite.JAVA_SCRIPT})
  void bothFormsOfTheSimulatorAgreeWithTheJvm(String query) throws Exception {
    String address = ShippedSite.worker("analyze") + query;
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/404.html"));
      browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
      Object result =
          browser
              .driver()
              .executeAsyncScript(
                  """
                  const [address, done] = arguments;
                  const worker = new Worker(address, { type: 'module' });
                  worker.onerror = (event) => done(event.message);
                  worker.onmessage = ({ data }) => {
                    if (data.kind === 'failed') done(data.text);
                    if (data.kind === 'result') done(JSON.stringify(data.result));
                  };
                  worker.postMessage({ id: 1, era: 'classic', segments: 'shadowed' });
                  """,
                  address);
      assertEquals(
          AnalysisJson.of(Analysis.of(new OpcodeTable(), Era.CLASSIC, Arrangement.SHADOWED))
              .write(),
          result);
    }
  }
}

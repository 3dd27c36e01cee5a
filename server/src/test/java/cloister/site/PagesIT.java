package cloister.site;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What every page of the site owes its readers. */
class PagesIT {
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

  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "landing, /",
    "course, /course",
    "playground, /playground",
    "glossary, /glossary",
    "lesson, /lesson/rings/machine",
    "monastery, /lesson/rings/gate",
    "pc, /lesson/rings/reset-vector",
    "retired, /lesson/rings/wall-and-gate",
    "class, /class",
    "machine, /machine",
    "self-host, /self-host",
    "analyze, /analyze",
    "not-found, /no/such/page"
  })
  void isReadableForEverybody(String name, String address) throws Exception {
    try (Browser browser = Browser.open()) {
      for (boolean dark : List.of(false, true)) {
        for (int width : List.of(1280, 390)) {
          look(browser, name, address, dark, width);
        }
      }
    }
  }

  private static void look(Browser browser, String name, String address, boolean dark, int width) {
    String here = name + "-" + width + (dark ? "-dark" : "-light");
    browser.viewport(width, width == 390 ? 844 : 900);
    browser.darkTheme(dark);
    browser.go(server.at(address));
    browser.awaitQuiet();
    if (address.startsWith("/lesson/")) {
      LabPage.opened(browser);
    }
    browser.screenshot(here);
    List<String> complaints = browser.complaints();
    if (name.equals("not-found")) {
      complaints.removeIf(line -> line.contains("404"));
    }
    assertAll(
        here,
        () -> assertEquals(List.of(), complaints, "console"),
        () -> assertEquals(List.of(), browser.barriers(), "axe"),
        () -> assertFalse(browser.scrollsSideways(), "scrolls sideways"),
        () -> assertEquals(List.of(), foreign(browser), "requests to other hosts"),
        () -> assertFalse(browser.driver().getTitle().isBlank(), "title"),
        () ->
            assertEquals(1, browser.driver().findElements(By.cssSelector("main")).size(), "main"));
  }

  private static List<String> foreign(Browser browser) {
    String own = server.at("/").toString();
    return browser.requests().stream().filter(address -> !address.startsWith(own)).toList();
  }

  @Test
  void theLandingPageLeadsToTheFirstLesson() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/"));
      browser.awaitElement("a.go[href='/lesson/rings/machine']").click();
      browser.await(
          "the lesson opens", driver -> driver.getCurrentUrl().endsWith("/rings/machine"));
    }
  }

  /** Commands scroll and are never broken; where the browser does not copy, they are selected. */
  @Tag("full")
  @Test
  void commandsAreTakenAlong() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.viewport(390, 844);
      browser.go(server.at("/self-host"));
      String text = browser.awaitElement("copy-command", "pre").getText();
      assertEquals("docker build -t cloister .", text);
      WebElement button = browser.awaitElement("copy-command", "button");
      browser
          .driver()
          .executeScript(
              "navigator.clipboard.writeText = async (text) => { window.taken = text; };");
      button.sendKeys(Keys.ENTER);
      browser.await("it says so", driver -> button.getText().startsWith("Copied"));
      assertEquals(text, browser.driver().executeScript("return window.taken"));

      browser
          .driver()
          .executeScript("navigator.clipboard.writeText = () => Promise.reject(new Error());");
      button.click();
      browser.await(
          "it is selected",
          driver ->
              browser.awaitElement("copy-command", "[role=status]").getText().contains("Ctrl C"));
      browser.screenshot("self-host-selected");
      assertEquals(List.of(), browser.barriers());
      assertFalse(browser.scrollsSideways());
    }
  }

  @Tag("full")
  @Test
  void theLessonWeighsAtMost400KilobytesCompressedAndItsFonts52More() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/lesson/rings/machine"));
      browser.awaitQuiet();
      long page = browser.transferredBytes(false);
      long fonts = browser.transferredBytes(true);
      // The page asks for the simulator ahead, the worker asks again and finds it in the cache.
      long simulator = server.compressedBytes("/simulator/wasm/simulator.wasm");
      String weights = "page " + page + " bytes, simulator " + simulator + " bytes, fonts " + fonts;
      System.out.println("The lesson's " + weights);
      assertTrue(page > 20_000 && simulator > 20_000, weights);
      assertTrue(page + simulator < 400_000, weights);
      assertTrue(fonts > 10_000 && fonts < 52_000, weights);
    }
  }
}

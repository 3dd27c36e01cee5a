package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Somebody else's sandbox, and the dialogs that move things between people and devices. */
class SharedSandboxIT {
  private static final String LESSON = "/lesson/rings/wall-and-gate";

  @TempDir private Path data;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSharedSandboxLeavesTheVisitorsProgressAloneUntilTheyKeepIt() throws Exception {
    try (Browser theirs = Browser.open();
        Browser mine = Browser.open()) {
      String link = sharedAtTheWall(theirs);

      LabPage guest = LabPage.open(mine, URI.create(link));
      String banner = mine.awaitElement("guest-banner", "section").getText();
      assertTrue(banner.contains("Somebody else’s sandbox."), banner);
      guest.stepBack();
      hide(mine);
      assertEquals("null", progress(mine));
      mine.screenshot("guest");
      assertEquals(List.of(), mine.barriers());

      LabPage own = LabPage.open(mine, server.at(LESSON));
      own.run();
      mine.await("it is kept", d -> progress(mine).contains("\"log\":[{"));
      String before = progress(mine);
      LabPage.open(mine, URI.create(link));
      mine.awaitElement("guest-banner", ".keep").click();
      WebElement replace = mine.awaitElement("guest-banner", ".replace");
      assertEquals(replace, mine.focused());
      assertEquals(before, progress(mine));
      replace.click();
      mine.await("the lesson opens", driver -> driver.getCurrentUrl().endsWith(LESSON));
      LabPage kept = LabPage.opened(mine);
      mine.await("where the guest was", driver -> kept.step() == 47);
      assertFalse(kept.has("guest-banner"));
      assertEquals(List.of(), mine.complaints());
    }
  }

  @Tag("full")
  @Test
  void aDamagedLinkSaysWhatIsWrongAndNothingStarts() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/lab#s=broken"));
      String problem = browser.awaitElement("lab-page", ".problem").getText();
      assertTrue(problem.contains("This link is damaged"), problem);
      assertEquals("", browser.awaitElement("time-line", ".count").getText());
    }
  }

  private String sharedAtTheWall(Browser browser) throws Exception {
    LabPage lab = LabPage.open(browser, server.at(LESSON));
    lab.run();
    lab.steps(6);
    lab.press("s");
    return browser.awaitElement("share-dialog", "input").getDomProperty("value");
  }

  /** What a browser tells a page whose tab is left. */
  private static void hide(Browser browser) throws InterruptedException {
    browser
        .driver()
        .executeScript(
            """
            Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
            """);
    Thread.sleep(1500); // longer than keeping takes, which asks the simulator once
  }

  private static String progress(Browser browser) {
    return String.valueOf(
        browser.driver().executeScript("return localStorage.getItem('cloister.progress')"));
  }

  @Tag("full")
  @Test
  void theFocusComesBackFromDialogsAndRuns() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.tabTo("hosts.includes('lab-header') && name === 'Share'");
      lab.press(Keys.ENTER);
      browser.awaitElement("share-dialog", "#copy");
      lab.press(Keys.ESCAPE);
      browser.await("Share has the focus", d -> focusIs(browser, "Share"));

      lab.steps(3);
      lab.press("5");
      browser.awaitElement("server-panel", "button");
      lab.tabTo("hosts.includes('server-panel') && element.matches('button')");
      lab.press(Keys.ENTER);
      WebElement verdict = browser.awaitElement("server-panel", ".verdict.ka");
      assertEquals("Equal: the same machine, bit for bit.", verdict.getText());
      browser.await("the button has the focus", d -> focusIs(browser, "Run on both"));
      String panel = browser.find("lab-page", "server-panel").getText();
      assertTrue(panel.contains("Steps 3 3"), panel);
      assertTrue(panel.contains("too short to measure"), panel);
      browser.screenshot("server-panel");

      LabPage again = LabPage.open(browser, server.at(LESSON));
      again.press("s");
      browser.awaitElement("share-dialog", "#copy");
      again.press(Keys.ESCAPE);
      browser.await("something has the focus", d -> !focusedTag(browser).equals("body"));
    }
  }

  private static boolean focusIs(Browser browser, String text) {
    return browser.focused().getText().equals(text);
  }

  private static String focusedTag(Browser browser) {
    return browser.focused().getTagName();
  }

  @Tag("full")
  @Test
  void aCodeMovesProgressToAnotherDevice() throws Exception {
    try (Browser old = Browser.open();
        Browser fresh = Browser.open()) {
      LabPage lab = LabPage.open(old, server.at("/lesson/rings/machine"));
      lab.steps(2);
      lab.awaitPassed("first-letter");
      old.await("the server has it", d -> progress(old).contains("\"unsent\":[]"));
      old.go(server.at("/course"));
      old.awaitElement("course-page", "#move").click();
      old.awaitElement("progress-dialog", "button.btn:not(.square)").click();
      String code = old.awaitElement("progress-dialog", "#code").getText();
      assertEquals(old.find("progress-dialog", "#code"), old.focused());

      fresh.go(server.at("/course"));
      fresh.awaitElement("course-page", "#move").click();
      fresh.awaitElement("progress-dialog", "input").sendKeys(code, Keys.ENTER);
      fresh.await("the page is loaded anew", d -> fresh.find("progress-dialog") == null);
      fresh.await("the tasks are here", d -> fresh.text().contains("1 of"));
      LabPage moved = LabPage.open(fresh, server.at("/lesson/rings/machine"));
      fresh.await("the same step", d -> moved.step() == 2);
    }
  }
}

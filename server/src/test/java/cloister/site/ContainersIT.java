package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.interactions.Actions;

/** The third chapter: a Linux host in the page, and a terminal to type at. */
class ContainersIT {
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

  private static void type(Browser browser, String text) {
    new Actions(browser.driver()).sendKeys(text).perform();
  }

  @Test
  void aCommandIsTypedAnsweredAndWalkedBack() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/containers/one-kernel"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      int prompt = lab.step();
      browser.awaitElement("lab-terminal", ".screen").click();
      type(browser, "cat /etc/os-release\n");
      lab.awaitPassed("name");
      type(browser, "echo a b c | wc -w\n");
      browser.await("the pipeline's answer", driver -> terminal(browser).contains("3"));
      assertFalse(terminal(browser).contains("not found"), terminal(browser));
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.darkTheme(width == 390);
        browser.screenshot("terminal-" + width);
        assertEquals(List.of(), browser.barriers(), "axe");
        assertFalse(browser.scrollsSideways());
      }
      browser.viewport(1280, 900);
      browser.awaitElement("time-line", ".transport button").click();
      browser.await("back at the start", driver -> lab.step() == 0);
      browser.await("the terminal is empty", driver -> !terminal(browser).contains("wc"));
      assertFalse(prompt == 0);
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** What stands on the screen. */
  private static String terminal(Browser browser) {
    return browser.awaitElement("lab-terminal", ".xterm-rows").getText();
  }
}

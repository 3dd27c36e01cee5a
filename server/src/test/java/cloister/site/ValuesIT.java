package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What can be asked of a value in the lab, with nothing but the keyboard. */
@Tag("full")
class ValuesIT {
  private static final String LESSON = "/lesson/rings/wall-and-gate";

  @TempDir private Path data;

  @Test
  void aValueIsTracedAndWatched() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.run();
      lab.steps(2);
      whoWrote(browser, lab);
      watched(browser, lab);
      inMemoryAndTables(browser, lab);
      lab.press("?");
      String keys = browser.awaitElement("keys-dialog", "dl").getText();
      assertTrue(keys.contains("Who wrote the value in focus?"), keys);
      assertTrue(keys.contains("Stop where a value is touched"), keys);
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void theEditorOfAValueTakesTheFocusAndGivesItBack() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/rings/wall-and-gate"));
      lab.press("r");
      lab.tabTo("element.dataset.path === 'reg.eax'");
      lab.press(Keys.ENTER);
      lab.awaitFocus("hosts.includes('register-table') && element.matches('input')");
      lab.press("zzz", Keys.ENTER);
      String refused = browser.awaitElement("register-table", ".error").getText();
      assertTrue(refused.contains("“zzz” is no number"), refused);
      lab.press(Keys.ESCAPE);
      lab.awaitFocus("element.dataset.path === 'reg.eax'");
      lab.press(Keys.ENTER);
      lab.awaitFocus("hosts.includes('register-table') && element.matches('input')");
      lab.press(Keys.ENTER);
      lab.awaitFocus("element.dataset.path === 'reg.eax'");
      assertFalse(lab.spoken().contains("You changed"), "the value stays as it was");

      lab.press("x");
      lab.tabTo("hosts.includes('memory-view') && element.matches('input')");
      lab.press("905C", Keys.ENTER);
      browser.awaitElement("memory-view", "[data-path='mem.0000905C.1'][aria-selected='true']");
      lab.press(Keys.ESCAPE);
      lab.awaitFocus("element.matches('.sheet')");
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static void whoWrote(Browser browser, LabPage lab) {
    lab.press("y");
    browser.await("asks for a value", driver -> notice(browser).contains("focus on a value"));
    lab.press("r");
    lab.tabTo("element.dataset.path === 'reg.eax'");
    lab.press("y");
    lab.awaitFocus("hosts.includes('who-card') && name.startsWith('Go to step')");
    String said = browser.awaitElement("who-card", "#said").getText();
    assertEquals("Last changed by mov eax, 0x7 at step 42, ring 3, line 5 of wall.asm.", said);
    lab.press(Keys.ENTER);
    browser.await("the step that wrote it", driver -> lab.step() == 42);
    lab.awaitFocus("element.dataset.path === 'reg.eax'");
    lab.press("y");
    lab.awaitFocus("hosts.includes('who-card')");
    browser.assertAccessible("lab-who");
    lab.press(Keys.ESCAPE);
  }

  private static void watched(Browser browser, LabPage lab) {
    lab.press("r");
    lab.tabTo("element.dataset.path === 'reg.esp'");
    lab.press("b");
    browser.await("said", driver -> notice(browser).contains("Runs stop when ESP changes."));
    lab.press("1");
    lab.awaitFocus("element.isContentEditable");
    lab.press(Keys.ESCAPE);
    lab.press("b");
    lab.awaitFocus("hosts.includes('watch-list') && element.matches('input')");
    lab.press("port.e9", Keys.ENTER);
    browser.awaitElement("watch-list", "[data-path='port.e9']");
    lab.press("nowhere", Keys.ENTER);
    browser.await("refused", driver -> notice(browser).contains("nothing named nowhere"));
    browser.assertAccessible("lab-watches");
    lab.press("r");
    lab.tabTo("name === 'No longer watch port 0xE9'");
    lab.press(Keys.ENTER);
    browser.await("gone", driver -> !lab.has("watch-list", "[data-path='port.e9']"));
    lab.awaitFocus("hosts.includes('watch-list') && element.matches('input')");
    lab.press(Keys.ESCAPE);
    lab.runToStop("Stopped: ESP went from");
    browser.screenshot("lab-watch-stopped");
  }

  private static void inMemoryAndTables(Browser browser, LabPage lab) {
    lab.press("x");
    lab.tabTo("hosts.includes('memory-view') && element.matches('td')");
    lab.press(Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
    lab.awaitFocus("element.dataset.path === 'mem.00020009.1'");
    lab.press("y");
    browser.await(
        "the byte is as it was loaded",
        driver -> browser.awaitElement("who-card", "#said").getText().contains("Unchanged"));
    lab.press(Keys.ESCAPE);
    lab.awaitFocus("element.dataset.path === 'mem.00020009.1'");
    browser.screenshot("lab-byte");
    assertEquals(List.of(), browser.barriers());
    lab.press("i");
    lab.tabTo("element.matches('summary') && /^IDT\\s+30/.test(name)");
    lab.press("y");
    browser.await(
        "who made the gate",
        driver -> browser.awaitElement("who-card", "#said").getText().contains("Last written by"));
    lab.press(Keys.ESCAPE);
    lab.awaitFocus("element.matches('summary')");
    browser.assertAccessible("lab-tables");
    lab.press("x");
    browser.awaitElement("memory-view", "td");
    browser.assertAccessible("lab-memory");
  }

  private static String notice(Browser browser) {
    return browser.awaitElement("notice-bar", ".notice").getText();
  }
}

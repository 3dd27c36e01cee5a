package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A learner's way through the first lesson, with nothing but the keyboard. */
class LabIT {
  private static final String LESSON = "/lesson/rings/wall-and-gate";

  @TempDir private Path data;

  @Test
  void theWholeLessonByKeyboardSurvivesARestart() throws Exception {
    RunningServer server = RunningServer.start(data);
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      theWall(browser, lab);
      theGate(browser, lab);
      theOtherGate(lab);
      yourTurn(browser, lab);
      theQuiz(lab);
      assertEquals(List.of(), lab.openTasks());
      browser.screenshot("lesson-finished");
      assertEquals(List.of(), browser.complaints());

      bothMachinesAgree(browser, lab);
      server = restart(server, browser, lab);
    } finally {
      server.close();
    }
  }

  private static void theWall(Browser browser, LabPage lab) {
    lab.run();
    assertEquals(41, lab.step());
    assertEquals("3", lab.cpl());
    lab.steps(5);
    lab.awaitPassed("ordinary");

    lab.choose("predict-cli", "raise #GP");
    lab.leave();
    lab.steps(1);
    lab.awaitPassed("predict-cli");
    assertTrue(lab.isRefused());
    assertTrue(lab.why().contains("IOPL"), lab.why());
    browser.screenshot("lab-refused");

    lab.choose("name-check", "IOPL");
    lab.awaitPassed("name-check");
    lab.leave();
    for (int i = 0; i < 3; i++) {
      lab.runToRefusal();
    }
    lab.tick("reasons", "cli", "in al, 0x60");
    lab.awaitPassed("reasons");
    lab.leave();
  }

  private static void theGate(Browser browser, LabPage lab) {
    lab.steps(19);
    lab.choose("predict-gate", "raise #GP(0x182)");
    lab.leave();
    lab.steps(1);
    lab.awaitPassed("predict-gate");

    lab.stepBack();
    assertEquals(119, lab.step());
    openGate(lab);
    lab.awaitPassed("open-gate");
    lab.leave();
    lab.steps(1);
    assertEquals("0", lab.cpl());
    assertTrue(lab.spoken().contains("0x30"), lab.spoken());
    browser.screenshot("lab-crossing");

    String inside = lab.spoken();
    lab.stepBack();
    assertEquals("3", lab.cpl());
    lab.steps(1);
    assertEquals(inside, lab.spoken());
    lab.steps(4);
    lab.awaitPassed("service");
    assertEquals("3", lab.cpl());
  }

  /** In the inspector's tables: the descriptor of gate 0x30, field DPL, value 3. */
  private static void openGate(LabPage lab) {
    lab.press("2");
    lab.tabTo("element.matches('button') && name === 'Tables'");
    lab.press(Keys.ENTER);
    lab.tabTo("hosts.includes('table-list') && element.matches('summary') && /^30/.test(name)");
    lab.press(Keys.ENTER);
    lab.tabTo(
        "hosts.includes('descriptor-card') && name === '3'"
            + " && element.closest('[role=group]').getAttribute('aria-label').includes('DPL')");
    lab.press(Keys.ENTER);
  }

  private static void theOtherGate(LabPage lab) {
    lab.type("predict-call", "0x38");
    lab.awaitPassed("predict-call");
    lab.leave();
    lab.runToEnd();
    lab.awaitPassed("call-gate");
  }

  private static void yourTurn(Browser browser, LabPage lab) {
    lab.press("1");
    browser.await(
        "the editor has the focus",
        driver -> browser.focused() != null && browser.focused().getDomAttribute("role") != null);
    lab.tabTo("element.matches('[role=tab]') && name.startsWith('wall.asm')");
    lab.press(Keys.ENTER);
    lab.tabTo("element.isContentEditable");
    lab.pressWithControl("a");
    lab.press("bits 32\norg 0x20000\nint 0x0D\n");
    lab.pressWithControl(Keys.ENTER);
    browser.await("the machine starts again", driver -> lab.step() == 0);
    lab.press(Keys.ESCAPE);
    lab.leave();
    lab.runToRefusal();
    lab.awaitPassed("transfer");
  }

  private static void theQuiz(LabPage lab) {
    lab.choose("quiz-out", "CPL was 0");
    lab.choose("quiz-jump", "the jump works, and out is refused");
    lab.choose("quiz-entry", "the kernel, by what it wrote into the gate");
    lab.awaitPassed("quiz-entry");
    lab.leave();
  }

  private static void bothMachinesAgree(Browser browser, LabPage lab) {
    lab.press("5");
    browser.awaitElement("server-panel", "button");
    lab.tabTo("hosts.includes('server-panel') && element.matches('button')");
    lab.press(Keys.ENTER);
    browser.awaitElement("server-panel", ".verdict.ka");
    browser.screenshot("lab-both-machines");
  }

  /** Both end, and both come back: the server with the same data, the page with a new profile. */
  private RunningServer restart(RunningServer server, Browser browser, LabPage lab)
      throws Exception {
    int port = server.port();
    int step = lab.step();
    browser.await(
        "the server has the progress",
        driver -> {
          Object stored =
              browser.driver().executeScript("return localStorage.getItem('cloister.progress')");
          return stored != null && stored.toString().contains("\"unsent\":[]");
        });
    server.close();
    RunningServer again = RunningServer.start(data, port);
    // Only the cookie is left to this browser.
    browser.driver().executeScript("localStorage.clear()");
    LabPage back = LabPage.open(browser, again.at(LESSON));
    browser.await("all tasks are passed", driver -> back.openTasks().isEmpty());
    assertEquals(step, back.step());
    return again;
  }

  @Test
  void aLinkOpensTheSandboxElsewhereWithoutTheServer() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser mine = Browser.open();
        Browser theirs = Browser.open()) {
      LabPage lab = LabPage.open(mine, server.at(LESSON));
      lab.run();
      lab.steps(6);
      assertTrue(lab.isRefused());
      lab.press("s");
      String link = mine.awaitElement("share-dialog", "input").getDomProperty("value");
      assertTrue(link.contains("/lab#s="), link);
      mine.screenshot("share");
      assertEquals(List.of(), mine.barriers());

      LabPage copy = LabPage.open(theirs, URI.create(link));
      theirs.await("the same step", driver -> copy.step() == 47);
      assertTrue(copy.isRefused());
      copy.stepBack();
      assertNotEquals(lab.step(), copy.step());
      assertEquals(List.of(), theirs.complaints());
    }
  }
}

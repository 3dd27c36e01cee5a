package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

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
    lab.awaitNoted("predict-cli");
    lab.press(Keys.ESCAPE);
    lab.awaitFocus("task === 'predict-cli' && element.matches('section')");
    lab.run();
    lab.awaitPassed("predict-cli");
    assertTrue(lab.isRefused());
    assertTrue(lab.why().contains("IOPL"), lab.why());
    browser.screenshot("lab-refused");

    lab.awaitFocus("task === 'name-check'");
    lab.choose("name-check", "IOPL");
    lab.awaitPassed("name-check");
    lab.awaitFocus("task === 'reasons'");
    for (int i = 0; i < 3; i++) {
      lab.runToRefusal();
    }
    lab.tick("reasons", "cli", "in al, 0x60");
    lab.awaitPassed("reasons");
  }

  private static void theGate(Browser browser, LabPage lab) {
    lab.steps(19);
    lab.choose("predict-gate", "raise #GP(0x182)");
    lab.steps(1);
    lab.awaitPassed("predict-gate");

    lab.stepBack();
    assertEquals(119, lab.step());
    openGate(lab);
    lab.awaitPassed("open-gate");
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
  static void openGate(LabPage lab) {
    lab.press("i");
    lab.tabTo(
        "hosts.includes('table-list') && element.matches('summary') && /^IDT\\s+30/.test(name)");
    lab.press(Keys.ENTER);
    lab.tabTo(
        "hosts.includes('descriptor-card') && name === '3'"
            + " && element.closest('[role=group]').getAttribute('aria-label').includes('DPL')");
    lab.press(Keys.ENTER);
  }

  private static void theOtherGate(LabPage lab) {
    lab.type("predict-call", "0x38");
    lab.awaitPassed("predict-call");
    lab.runToEnd();
    lab.awaitPassed("call-gate");
  }

  private static void yourTurn(Browser browser, LabPage lab) {
    lab.press("1");
    browser.await(
        "the editor has the focus",
        driver -> browser.focused() != null && browser.focused().getDomAttribute("role") != null);
    lab.tabTo("element.matches('.files button') && name.startsWith('wall.asm')");
    lab.press(Keys.ENTER);
    lab.tabTo("element.isContentEditable");
    lab.pressWithControl("a");
    lab.press("bits 32\norg 0x20000\nint 0x0D\n");
    lab.pressWithControl(Keys.ENTER);
    browser.await("the machine starts again", driver -> lab.step() == 0);
    lab.press(Keys.ESCAPE);
    lab.runToRefusal();
    lab.awaitPassed("transfer");
  }

  private static void theQuiz(LabPage lab) {
    lab.choose("quiz-out", "CPL was 0");
    lab.choose("quiz-jump", "the jump works, and out is refused");
    lab.choose("quiz-entry", "the kernel, by what it wrote into the gate");
    lab.awaitPassed("quiz-entry");
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

  @Tag("full")
  @Test
  void theFocusIsNeverLost() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.press("c");
      lab.awaitFocus("task === 'ordinary'");
      lab.press("?");
      lab.awaitFocus("hosts.includes('keys-dialog')");
      lab.press(Keys.ESCAPE);
      lab.awaitFocus("task === 'ordinary'");
      // A key that comes while the dialog is still closing belongs to the dialog.
      lab.pressUntilFocus("f", "hosts.includes('projector-view')");
      lab.steps(1);
      lab.press(Keys.ESCAPE);
      lab.awaitFocus("task === 'ordinary'");
      lab.press("1");
      lab.awaitFocus("element.isContentEditable");
      lab.press(Keys.ESCAPE);
      lab.awaitFocus("hosts.includes('code-panel') && element.matches('.frame')");
      lab.press("l");
      lab.awaitFocus("element.matches('article')");
      lab.tabTo("element.matches('a[href^=\"#word-\"]')");
      lab.press(Keys.ENTER);
      lab.awaitFocus("hosts.includes('word-card')");
      lab.press(Keys.ESCAPE);
      lab.awaitFocus("element.matches('a[href^=\"#word-\"]')");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Tag("full")
  @Test
  void aRestartIsUndone() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.run();
      lab.steps(2);
      lab.press("1");
      lab.awaitFocus("element.isContentEditable");
      lab.pressWithControl(Keys.END);
      lab.press("; mine");
      lab.press(Keys.ESCAPE);
      lab.press("R");
      browser.await("the start", driver -> lab.step() == 0);
      assertFalse(browser.awaitElement(".cm-content").getText().contains("; mine"));
      assertTrue(browser.awaitElement("notice-bar", ".notice").getText().contains("Undo"));
      lab.press("u");
      browser.await("back again", driver -> lab.step() == 43);
      browser.await(
          "what was typed",
          driver -> browser.awaitElement(".cm-content").getText().contains("; mine"));
    }
  }

  @Tag("full")
  @Test
  void aReloadComesBackToWhereTheReaderWas() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.press("x");
      scrollLesson(browser, 300);
      browser.await(
          "the place is kept",
          driver ->
              ((String)
                      browser
                          .driver()
                          .executeScript("return JSON.stringify({ ...sessionStorage })"))
                  .contains("300"));
      browser.driver().navigate().refresh();
      LabPage.opened(browser);
      browser.await("the memory is shown", driver -> lab.has("memory-view"));
      browser.await("the text stands where it stood", driver -> lessonScroll(browser) == 300);
    }
  }

  private static void scrollLesson(Browser browser, int top) {
    browser
        .driver()
        .executeScript("arguments[0].scrollTop = arguments[1]", browser.find("lesson-pane"), top);
  }

  private static long lessonScroll(Browser browser) {
    return (Long)
        browser
            .driver()
            .executeScript(
                "return Math.round(arguments[0].scrollTop)", browser.find("lesson-pane"));
  }

  @Tag("full")
  @Test
  void theLessonFollowsItsTasksAndGoesBackToTheFirstCrossing() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.run();
      lab.steps(6);
      browser.await("the column has gone on", driver -> lessonScroll(browser) > 200);
      assertTrue(
          lab.has("task-card[data-task=transfer]", ".ask-hint"), "a hint on every open task");
      lab.tabTo("element.matches('.sim button') && name.startsWith('Run the kernel')");
      lab.press(Keys.ENTER);
      browser.await("the first crossing", driver -> lab.step() == 41);
      lab.press("i");
      assertTrue(
          browser
              .awaitElement("table-list", "[data-key='idt.48'] summary")
              .getText()
              .contains("DPL 0, closed to ring 3"));
    }
  }

  @Tag("full")
  @Test
  void theProgramIsReadableInANarrowPanel() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      browser.viewport(1280, 800);
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.run();
      browser.await(
          "the program is shown",
          driver -> browser.awaitElement(".cm-content").getText().contains("try_cli"));
      assertEquals(
          List.of(),
          browser
              .driver()
              .executeScript(
                  """
                  const view = arguments[0].getBoundingClientRect();
                  const gutter = arguments[1].getBoundingClientRect();
                  const end = gutter.width ? gutter.left : view.right;
                  const ends = (line) => {
                    const range = document.createRange();
                    range.selectNodeContents(line);
                    return range.getBoundingClientRect().right;
                  };
                  return [...arguments[0].querySelectorAll('.cm-line')]
                    .filter((line) => line.textContent.startsWith(' ') && ends(line) > end)
                    .map((line) => line.textContent);
                  """,
                  browser.find(".cm-scroller"),
                  browser.find(".cm-address-gutter")));
    }
  }

  @Tag("full")
  @Test
  void aPhoneHasEverythingWithinItsWidth() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      browser.viewport(390, 844);
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.run();
      for (String[] part :
          new String[][] {
            {"lab-header", "[aria-label=Keys]"},
            {"time-line", ".count"},
            {"time-line", ".chip"},
            {"time-line", ".transport .main"}
          }) {
        assertTrue(browser.awaitElement(part).isDisplayed(), String.join(" ", part));
      }
      for (String key : List.of("l", "1", "3", "r", "i", "x", "v", "4", "5")) {
        lab.press(key);
        browser.awaitQuiet();
        assertFalse(browser.scrollsSideways(), key);
        assertEquals(List.of(), beyond(browser), key);
      }
      assertEquals(List.of(), browser.barriers());
    }
  }

  /** What is drawn beyond the right edge of the window, the program's text left out. */
  private static Object beyond(Browser browser) {
    return browser
        .driver()
        .executeScript(
            """
            const found = [];
            const walk = (root) => {
              for (const element of root.querySelectorAll('*')) {
                const box = element.getBoundingClientRect();
                if (box.width && box.right > innerWidth + 1 && !element.closest('.cm-scroller')) {
                  found.push(element.localName + '.' + element.getAttribute('class'));
                }
                if (element.shadowRoot) walk(element.shadowRoot);
              }
            };
            walk(document);
            return found;
            """);
  }

  /**
   * Who sees the machine hears what was passed and what is next, and that there is more to read.
   */
  @Tag("full")
  @Test
  void aPhoneSaysWhatIsNextAndThatThereIsNews() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      browser.viewport(390, 844);
      LabPage lab = LabPage.open(browser, server.at("/lesson/rings/machine"));
      assertFalse(lab.has("task-line", "button"), "the lesson itself is in sight");
      lab.press("3");
      WebElement line = browser.awaitElement("task-line", "button");
      assertTrue(line.getText().startsWith("0 of "), line.getText());
      assertFalse(lab.has("tab-list", ".news"), "nothing yet");
      lab.steps(2);
      browser.await("the first is passed", driver -> line.getText().startsWith("1 of "));
      assertTrue(line.getText().contains("next: Take the letter back"), line.getText());
      browser.await("there is news", driver -> lab.has("tab-list", ".news"));
      browser.screenshot("phone-news");
      assertEquals(List.of(), browser.barriers());
      browser.awaitElement("tab-list", "[role=tab]").click();
      lab.awaitFocus("hosts.includes('task-card')");
      assertFalse(lab.has("tab-list", ".news"), "it is read");
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** The lines between panes move by keys, and stay where they were put. */
  @Tag("full")
  @Test
  void theLinesBetweenPanesMoveAndStay() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      int before = width(browser);
      lab.tabTo("element.matches('[role=separator]') && name === 'Width of the lesson'");
      lab.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
      browser.await("a wider lesson", driver -> width(browser) > before + 40);
      assertEquals("40", browser.focused().getDomAttribute("aria-valuenow"));
      int moved = width(browser);
      assertEquals(List.of(), browser.barriers());
      browser.driver().navigate().refresh();
      LabPage.opened(browser);
      assertEquals(moved, width(browser), "kept");
      lab.tabTo("element.matches('[role=separator]') && name === 'Width of the lesson'");
      lab.press(Keys.ENTER);
      browser.await("as it was", driver -> width(browser) == before);
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static int width(Browser browser) {
    return browser.awaitElement("lesson-pane").getSize().getWidth();
  }

  /** The names of events on the timeline lead to them, by a click and by keys. */
  @Tag("full")
  @Test
  void theNamesOfEventsLeadToThem() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.run();
      int reached = lab.step();
      lab.press("0");
      browser.await("the beginning", driver -> lab.step() == 0);
      lab.tabTo("element.closest('.labels')");
      lab.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
      lab.awaitFocus("element.closest('.labels') && name.startsWith('iret')");
      lab.press(Keys.ENTER);
      browser.await("the event", driver -> lab.step() == reached);
      assertEquals(List.of(), browser.barriers());
      lab.press(",");
      browser.awaitElement("time-track", ".labels [aria-label^=lidt]").click();
      browser.await("another event", driver -> lab.spoken().contains("lidt"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Tag("full")
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

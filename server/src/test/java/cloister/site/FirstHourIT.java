package cloister.site;

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
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The way of somebody who comes for the first time: course, first lesson, its end. */
@Tag("full")
class FirstHourIT {
  private static final String FIRST = "/lesson/rings/machine";

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

  @Test
  void theFirstLessonIsDoneByKeyboardAndEndsWithWhatWasBelieved() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(FIRST));
      assertEquals("nothing yet", console(browser));
      lab.steps(2);
      lab.awaitPassed("first-letter");
      assertEquals("H", console(browser));
      lab.stepBack();
      lab.awaitPassed("back");

      lab.press("a");
      browser.await("the question is reached", driver -> lab.step() == 6);
      lab.choose("predict-inc", "50");
      lab.steps(1);
      lab.tabTo("task === 'predict-inc' && name.startsWith('Step back')");
      lab.press(Keys.ENTER);
      browser.await("before the question again", driver -> lab.step() == 6);
      lab.choose("predict-inc", "4A");
      lab.steps(1);
      lab.awaitPassed("predict-inc");
      assertTrue(feedback(browser, "predict-inc").contains("six more digits"));

      lab.awaitFocus("task === 'predict-stack'");
      lab.run();
      lab.choose("predict-stack", "b, which is 62");
      // On a choice, Space is the choice's own key.
      lab.tabTo("task === 'predict-stack' && name.startsWith('Run and see')");
      lab.press(Keys.ENTER);
      lab.awaitPassed("predict-stack");
      assertEquals("HI", console(browser), "a run ends at the step that answers");
      lab.steps(3);
      assertEquals("HIba", console(browser));
      assertEquals(List.of(), browser.barriers(), "axe");
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void aRunStopsAtAQuestionAndGoesOnWhenAskedAgain() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/rings/gate"));
      lab.press("a");
      browser.await("a question waits", driver -> lab.step() > 20);
      int asked = lab.step();
      lab.press(Keys.SPACE);
      browser.await("the page says so", driver -> lab.isHeldUp());
      assertEquals(asked, lab.step());
      lab.press(Keys.SPACE);
      browser.await("it goes on", driver -> lab.step() > asked);
    }
  }

  @Test
  void wordsLeadToTheThingsThatTheyName() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/rings/gate"));
      lab.press("a");
      browser.await("a question waits", driver -> lab.step() > 20);
      lab.tabTo("hosts.includes('task-card') && name === 'gate 0x30'");
      lab.press(Keys.ENTER);
      WebElement row = browser.awaitElement("table-list", "details[data-key='idt.48']");
      browser.await("it is unfolded", driver -> row.getDomAttribute("open") != null);
      assertTrue(row.isDisplayed());
      assertEquals(List.of(), browser.barriers(), "axe");
    }
  }

  @Test
  void theStackIsDrawnWithWhatItsWordsAre() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(FIRST));
      lab.steps(12);
      browser.await(
          "the pile", driver -> text(browser, "stack-picture", "table").contains("push 0x61"));
      assertEquals(List.of(), browser.barriers(), "axe");
      browser.screenshot("stack-picture");
    }
  }

  /** Among many files there is still room for the button. */
  @Test
  void aChangeIsHandedOverByItsButton() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/rings/without-a-wall"));
      lab.press("1");
      lab.tabTo("element.matches('.files button') && name.startsWith('rings.inc')");
      lab.press(Keys.ENTER);
      lab.tabTo("element.isContentEditable");
      lab.press("; mine\n");
      browser.awaitElement("code-panel", ".btn.solid").click();
      browser.await(
          "it is assembled",
          driver ->
              browser
                  .awaitElement("code-panel", ".phead .end")
                  .getText()
                  .contains("NASM, assembled"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void theCourseNumbersItsLessonsAndGoesOnWhereOneWas() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/course"));
      WebElement next = browser.awaitElement("course-page", "a.next");
      assertTrue(next.getDomAttribute("href").endsWith(FIRST));
      assertTrue(next.getText().contains("Begin with lesson 1"), next.getText());
      List<WebElement> fast =
          browser.awaitElement("course-map", "section ol").findElements(By.cssSelector("a.fast"));
      assertEquals(4, fast.size());
      assertFalse(browser.text().contains("Not here yet:"), "every part can be taken");

      LabPage lab = LabPage.open(browser, server.at(FIRST));
      lab.steps(2);
      lab.awaitPassed("first-letter");
      browser.await(
          "it is kept",
          driver ->
              (Boolean)
                  browser
                      .driver()
                      .executeScript(
                          "return JSON.stringify({...localStorage}).includes('first-letter')"));
      browser.go(server.at("/course"));
      browser.await(
          "it goes on",
          driver ->
              text(browser, "course-page", "a.next").contains("Continue with lesson 1")
                  && text(browser, "course-page", "a.next").contains("1 of 7 tasks"));
      assertEquals(List.of(), browser.barriers(), "axe");
    }
  }

  @Test
  void aFinishedLessonOfBeforeCountsForWhatItBecame() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/self-host"));
      browser.driver().executeScript(FINISH_OLD, "rings/system-call");
      browser.go(server.at("/course"));
      browser.await(
          "it is counted", driver -> text(browser, "course-map", "header p").startsWith("2 of "));
      LabPage.open(browser, server.at("/lesson/rings/system-call"));
      browser.await("what it became", driver -> browser.text().contains("This lesson has become"));
    }
  }

  private static final String FINISH_OLD =
      """
      const id = arguments[0];
      const request = new XMLHttpRequest();
      request.open('GET', '/lessons/' + id + '.json', false);
      request.send();
      const tasks = {};
      for (const task of JSON.parse(request.responseText).tasks)
        tasks[task.id] = { passedAt: '2026-01-01T00:00:00Z', firstTry: true };
      localStorage.setItem('cloister.progress', JSON.stringify(
        { lessons: { [id]: { tasks, log: [] } }, unsent: [id], refused: [id] }));
      """;

  @Test
  void aLessonIsReadInAnotherLanguageAndTheOthersSayThatTheyAreNotThereYet() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/course"));
      WebElement choice = browser.awaitElement("course-page", "select");
      choice.sendKeys("У");
      LabPage.open(browser, server.at(FIRST));
      browser.await(
          "in Ukrainian",
          driver -> text(browser, "lesson-pane", "h1").matches(".*\\p{IsCyrillic}.*"));
      LabPage.open(browser, server.at("/lesson/rings/gate"));
      browser.await(
          "a note", driver -> browser.text().contains("This lesson is not translated yet"));
      assertFalse(text(browser, "lesson-pane", "h1").isBlank());
    }
  }

  private static String console(Browser browser) {
    return text(browser, "console-line", ".console").replaceFirst("^Console\\s*", "");
  }

  private static String feedback(Browser browser, String task) {
    return text(browser, "task-card[data-task=" + task + "]", ".feedback");
  }

  private static String text(Browser browser, String... selectors) {
    WebElement found = browser.find(selectors);
    return found == null ? "" : found.getDomProperty("textContent").strip().replaceAll("\\s+", " ");
  }
}

package cloister.site;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The lab, used with the keyboard alone. */
final class LabPage {
  private static final int MAX_TABS = 400;

  private static final long AGAIN_NANOS = 10_000_000_000L;

  /**
   * Whether the focus is where it should be: {@code element} has it, {@code task} is the id of the
   * task that it belongs to, {@code hosts} the names of the components around it.
   */
  private static final String FOCUS =
      """
      let element = document.activeElement;
      while (element && element.shadowRoot && element.shadowRoot.activeElement) {
        element = element.shadowRoot.activeElement;
      }
      if (!element) return false;
      const hosts = [];
      let task = null;
      for (let at = element; at; at = at.getRootNode().host) {
        hosts.push(at.localName);
        if (at.localName === 'task-card') task = at.task && at.task.id;
      }
      const name = (element.getAttribute('aria-label') || element.closest('label')?.textContent
        || element.textContent).trim();
      return !!(%s);
      """;

  private final Browser browser;

  private LabPage(Browser browser) {
    this.browser = browser;
  }

  static LabPage open(Browser browser, URI address) {
    browser.go(address);
    LabPage lab = new LabPage(browser);
    browser.await("the machine is ready", driver -> lab.hasStep());
    return lab;
  }

  /** The page after somebody else led there. */
  static LabPage opened(Browser browser) {
    LabPage lab = new LabPage(browser);
    browser.await("the machine is ready", driver -> lab.hasStep());
    return lab;
  }

  // What it shows

  int step() {
    return Integer.parseInt(
        text(browser.awaitElement("time-line", ".count b")).replaceAll("\\D", ""));
  }

  private boolean hasStep() {
    WebElement count = browser.find("time-line", ".count b");
    return count != null && !text(count).isBlank();
  }

  /** The text of an element, shown or, as the step counter on a phone, not. */
  private static String text(WebElement element) {
    return element.getDomProperty("textContent").strip();
  }

  /** The privilege level as the page's header of the picture shows it. */
  String cpl() {
    return browser.awaitElement("picture-panel", "[data-name=CPL] + b").getText();
  }

  /** What a screen reader is told of the last step. */
  String spoken() {
    return text(browser.awaitElement("time-line", "[role=status]"));
  }

  /** What the picture says of the last crossing, or the empty text. */
  String why() {
    WebElement card = browser.find("why-card", "section");
    return card == null ? "" : card.getText();
  }

  boolean isRefused() {
    return has("code-panel[refused]");
  }

  boolean has(String... selectors) {
    return browser.find(selectors) != null;
  }

  boolean isPassed(String task) {
    return has("task-card[data-task=" + task + "]", ".task.done");
  }

  @SuppressWarnings("unchecked")
  List<String> openTasks() {
    return (List<String>)
        browser
            .driver()
            .executeScript(
                """
                const pane = document.querySelector('lab-page').shadowRoot
                  .querySelector('lesson-pane').shadowRoot;
                return [...pane.querySelectorAll('task-card')]
                  .filter((card) => !card.shadowRoot.querySelector('.task.done'))
                  .map((card) => card.dataset.task);
                """);
  }

  void awaitPassed(String task) {
    browser.await("task " + task + " is passed", driver -> isPassed(task));
  }

  void awaitNoted(String task) {
    browser.await(
        "the prediction of " + task + " is noted",
        driver -> has("task-card[data-task=" + task + "]", "task-answer", ".noted"));
  }

  // Acting

  void press(CharSequence... keys) {
    new Actions(browser.driver()).sendKeys(keys).perform();
  }

  /** Presses a key while Control is held. */
  void pressWithControl(CharSequence key) {
    new Actions(browser.driver()).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  /** Takes steps, waiting for each. */
  void steps(int count) {
    for (int i = 0; i < count; i++) {
      int before = step();
      press(".");
      browser.await("a step forward", driver -> step() == before + 1);
    }
  }

  void stepBack() {
    int before = step();
    press(",");
    browser.await("a step back", driver -> step() == before - 1);
  }

  /** Runs on to the next stop. */
  void run() {
    int before = step();
    pressRun();
    browser.await("the machine runs and stops", driver -> step() != before && !isRunning());
  }

  /** Presses the key that runs, once more where a question holds the run up. */
  private void pressRun() {
    int before = step();
    boolean told = isHeldUp();
    press(Keys.SPACE);
    if (!told) {
      browser.await("the machine runs", driver -> step() != before || isHeldUp() || isAtEnd());
      if (step() == before && isHeldUp()) {
        press(Keys.SPACE);
      }
    }
  }

  /** A question waits for the next step, and the page has said so. */
  boolean isHeldUp() {
    WebElement notice = browser.find("notice-bar", ".notice");
    return notice != null && text(notice).startsWith("A question waits");
  }

  private boolean isAtEnd() {
    return has("time-line", ".transport .main[disabled]");
  }

  private boolean isRunning() {
    return has("time-line", ".transport [aria-label=Pause]");
  }

  /** Runs on, past every other stop, to one that is told in a notice. */
  void runToStop(String sentence) {
    do {
      run();
    } while (!text(browser.awaitElement("notice-bar", ".notice")).startsWith(sentence));
  }

  /** Runs on, past every other stop, to the next refusal. */
  void runToRefusal() {
    do {
      run();
    } while (!isRefused());
  }

  /** Runs on, past every stop, until the machine halts for good. */
  void runToEnd() {
    while (!isAtEnd()) {
      int before = step();
      pressRun();
      browser.await(
          "the machine runs and stops", driver -> step() != before && !isRunning() || isAtEnd());
    }
  }

  /** Moves the focus with Tab until the condition, in JavaScript over {@code FOCUS}, is true. */
  void tabTo(String condition) {
    String script = FOCUS.formatted(condition);
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < MAX_TABS; i++) {
      if ((Boolean) browser.driver().executeScript(script)) {
        return;
      }
      press(Keys.TAB);
      WebElement focused = browser.focused();
      seen.add(focused == null ? "nothing" : focused.getTagName() + " " + text(focused));
    }
    browser.screenshot("tab-never-reaches");
    throw new AssertionError("Tab never reaches " + condition + " from " + seen);
  }

  /** Chooses one of a task's answers. */
  void choose(String task, String answer) {
    tabTo("task === '%s' && element.matches('button') && name === '%s'".formatted(task, answer));
    press(Keys.ENTER);
  }

  /** Ticks some of a task's answers and hands them in. */
  void tick(String task, String... answers) {
    for (String answer : answers) {
      tabTo("task === '%s' && element.matches('input') && name === '%s'".formatted(task, answer));
      press(Keys.SPACE);
    }
    choose(task, "Answer");
  }

  /** Types the answer to a task. */
  void type(String task, String answer) {
    tabTo("task === '%s' && element.matches('input')".formatted(task));
    press(answer, Keys.ENTER);
  }

  /** Presses a key, again when nothing has come of it for some seconds. */
  void pressUntilFocus(String key, String condition) {
    String script = FOCUS.formatted(condition);
    long[] pressed = {Long.MIN_VALUE};
    browser.await(
        "the focus is at " + condition,
        driver -> {
          boolean there = (Boolean) browser.driver().executeScript(script);
          boolean due =
              pressed[0] == Long.MIN_VALUE || System.nanoTime() - pressed[0] > AGAIN_NANOS;
          if (!there && due) {
            press(key);
            pressed[0] = System.nanoTime();
          }
          return there;
        });
  }

  /** Waits until the focus is where the condition, in JavaScript over {@code FOCUS}, says. */
  void awaitFocus(String condition) {
    String script = FOCUS.formatted(condition);
    browser.await(
        "the focus is at " + condition, driver -> (Boolean) browser.driver().executeScript(script));
  }
}

package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The third chapter: a Linux host in the page, and a terminal to type at. */
@Tag("full")
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
      browser.await("it was later", driver -> terminal(browser).contains("later, from step"));
      assertFalse(prompt == 0);
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void theKernelShowsItsProcessesAndTheirCalls() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/containers/one-kernel"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      awaitHouse(browser, "sh 2, waits to read /dev/console");
      browser.awaitElement("lab-terminal", ".screen").click();
      type(browser, "sleep 9 | cat; cat /no/such\n");
      goTo(browser, "open(\"/no/such\"");
      browser.await("it is refused", driver -> court(browser).contains("ENOENT (No such file"));
      assertTrue(court(browser).startsWith("ring 0"), court(browser));
      browser.awaitElement("kernel-court", "circle.xbg");
      browser.awaitElement("calls-list", "[aria-current='step'] + svg.crossing");
      browser.assertAccessible("kernel-refused");
      callsAreOneStopOfTheTabKey(browser);
      goTo(browser, "nanosleep");
      awaitHouse(browser, "sleep 3, sleeps");
      browser.awaitElement("kernel-picture", "[aria-label*='pipe 4: sleep 3']");
      browser.awaitElement("kernel-picture", ".house[aria-label^='sleep 3']").click();
      for (String sheet : List.of("Processes", "Files", "Memory map")) {
        button(browser, sheet).click();
        browser.await(
            sheet, driver -> browser.awaitElement("kernel-sheet").getText().contains("sleep"));
        browser.screenshot("kernel-" + sheet.toLowerCase(Locale.ROOT).replace(' ', '-'));
        assertEquals(List.of(), browser.barriers(), sheet);
      }
      button(browser, "Processor").click();
      browser.awaitElement("register-table");
      button(browser, "Kernel").click();
      browser.awaitElement("calls-list");
      browser.awaitElement("picture-panel", "[aria-label='As a table']").click();
      assertTrue(browser.awaitElement("process-table").getText().contains("sleep"));
      assertEquals(List.of(), browser.barriers(), "table");
      assertFalse(lab.step() == 0);
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void anotherTerminalHasAShellOfItsOwn() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage.open(browser, server.at("/lesson/containers/one-kernel"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      browser.awaitElement("lab-terminals", "[role='tab']:nth-child(2)").click();
      awaitHouse(browser, "sh 3, waits to read /dev/tty2");
      browser.awaitElement("lab-terminals", "#terminal-1", ".screen").click();
      type(browser, "ps\n");
      browser.await("its processes", driver -> second(browser).contains("3 tty2"));
      assertFalse(second(browser).contains("2 console"), second(browser));
      browser.assertAccessible("terminal-two");
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  private static String second(Browser browser) {
    return browser.awaitElement("#terminal-1", ".xterm-rows").getText();
  }

  @Test
  void aTerminalHasTheSizeOfItsPane() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/containers/one-kernel"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      browser.awaitElement("lab-terminal", ".screen").click();
      type(browser, "ls -l /bin\n");
      browser.await("names", driver -> terminal(browser).strip().endsWith("#"));
      assertFitsAPane(browser);
      int end = stepAtRest(lab);
      browser.awaitElement("time-line", "[aria-label='Step back']").click();
      browser.await("a step back", driver -> lab.step() == end - 1);
      browser.viewport(390, 844);
      browser.awaitElement("tab-list", "[role='tab']:last-child").click();
      button(browser, "Terminal").click();
      browser.awaitElement("lab-terminal", ".keys");
      assertEquals(end - 1, lab.step(), "nothing is done in the past");
      browser.awaitElement("lab-terminal", ".keys [aria-label='Up']").click();
      browser.awaitElement("lab-terminal", ".keys").findElement(By.cssSelector("button")).click();
      browser.awaitElement("lab-terminal", ".screen").click();
      type(browser, "c"); // with Ctrl
      browser.await("interrupted", driver -> terminal(browser).contains("^C"));
      assertFitsAPane(browser);
      for (boolean dark : List.of(false, true)) {
        browser.darkTheme(dark);
        browser.screenshot("terminal-narrow" + (dark ? "-dark" : "-light"));
        assertEquals(List.of(), browser.barriers(), "axe");
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** Where the machine stands when it has done nothing for a while. */
  private static int stepAtRest(LabPage lab) throws InterruptedException {
    int before = -1;
    while (before != lab.step()) {
      before = lab.step();
      Thread.sleep(1000);
    }
    return before;
  }

  private static void assertFitsAPane(Browser browser) {
    long text = cell(browser, "right");
    assertTrue(text > 0, "it is shown");
    assertTrue(text + 10 <= cell(browser, "pane"), "beside the scrollbar");
    assertFalse(browser.scrollsSideways());
  }

  /** Of the terminal: where its text ends, and where its pane does, in pixels. */
  private static long cell(Browser browser, String what) {
    WebElement screen = browser.awaitElement("lab-terminal", ".xterm-screen");
    WebElement pane = browser.awaitElement("lab-terminal", ".screen");
    String script =
        switch (what) {
          case "right" -> "Math.round(a.right)";
          default -> "Math.round(b.right)";
        };
    return (Long)
        browser
            .driver()
            .executeScript(
                "const a = arguments[0].getBoundingClientRect(),"
                    + " b = arguments[1].getBoundingClientRect(); return "
                    + script,
                screen,
                pane);
  }

  @Test
  void whatCameLaterStaysInSight() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/containers/one-kernel"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      browser.awaitElement("lab-terminal", ".screen").click();
      type(browser, "echo once | wc -w\n");
      browser.await("the answer", driver -> terminal(browser).contains("\n1"));
      browser.awaitElement("time-line", ".transport button").click();
      browser.await("back at the start", driver -> lab.step() == 0);
      browser.await("what was later", driver -> terminal(browser).contains("later, from step"));
      assertTrue(terminal(browser).contains("wc -w"), terminal(browser));
      browser.screenshot("terminal-later");
      assertEquals(List.of(), browser.barriers(), "axe");
      type(browser, "\n");
      browser.await("another future", driver -> !terminal(browser).contains("later, from step"));
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** Letters that are meant for the terminal are no shortcuts, wherever the mouse has been. */
  @Test
  void whoTypesGoesOnTyping() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/containers/one-kernel"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      int prompt = stepAtRest(lab);
      browser.awaitElement("lesson-pane", "h1").click();
      type(browser, "h0l");
      assertEquals(prompt, lab.step());
      assertFalse(browser.text().contains("What ends a line?"), "no hint");
      browser.awaitElement("lab-terminal", ".screen").click();
      browser.awaitElement("time-line", "[aria-label='Step back']").click();
      type(browser, "cat /etc/os-release\n");
      lab.awaitPassed("name");
      type(browser, "uname -r\n");
      browser.await("the release", driver -> terminal(browser).contains("6.12"));
      for (WebElement choice :
          browser
              .awaitElement("task-card[data-task=release]", "task-answer", ".choices")
              .findElements(By.cssSelector(".choice"))) {
        if (choice.getText().contains("6.12")) {
          new Actions(browser.driver()).click(choice).perform();
        }
      }
      lab.awaitPassed("release");
      type(browser, "echo on\n");
      browser.await("typed", driver -> terminal(browser).contains("\non"));
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void onAPhoneTheProcessesAreAList() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage.open(browser, server.at("/lesson/containers/one-kernel"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      browser.viewport(390, 844);
      browser.awaitElement("tab-list", "[role='tab']:last-child").click();
      button(browser, "Picture").click();
      browser.await(
          "the list",
          driver -> browser.awaitElement("kernel-picture", "ol").getText().contains("init 1"));
      for (boolean dark : List.of(false, true)) {
        browser.darkTheme(dark);
        browser.screenshot("kernel-list-390" + (dark ? "-dark" : "-light"));
        assertEquals(List.of(), browser.barriers(), "axe");
        assertFalse(browser.scrollsSideways());
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void namespacesAreFencesInThePictureAndSpansOnTheSheet() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage.open(browser, server.at("/lesson/containers/container"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      browser.await("one of each kind", driver -> capsules(browser, "").size() == 8);
      assertEquals(List.of(), capsules(browser, ".made"));
      browser.awaitElement("lab-terminal", ".screen").click();
      type(browser, "unshare --user --map-root-user --pid --fork --mount-proc sh\n");
      awaitHouse(browser, "sh 4, inside 1, waits to read /dev/console");
      browser.await("user, mnt and pid", driver -> capsules(browser, ".made").size() == 3);
      for (String fence : List.of("user", "mnt", "pid")) {
        browser.awaitElement("kernel-picture", ".fence[aria-label^='" + fence + " namespace']");
      }
      WebElement table = browser.awaitElement("fences-table", "table");
      assertEquals("col", table.findElement(By.cssSelector("thead th")).getAttribute("scope"));
      WebElement column = browser.awaitElement("fences-table", "th:last-child button");
      assertTrue(column.getText().contains("sh"), column.getText());
      column.click();
      browser.awaitElement("kernel-picture", ".house[aria-pressed='true'][aria-label^='sh 4,']");
      for (boolean dark : List.of(false, true)) {
        browser.darkTheme(dark);
        browser.screenshot("fences-" + (dark ? "dark" : "light"));
        assertEquals(List.of(), browser.barriers(), "axe");
      }
      browser.viewport(390, 844);
      browser.awaitElement("tab-list", "[role='tab']:last-child").click();
      for (String panel : List.of("Picture", "Inspect")) {
        button(browser, panel).click();
        browser.screenshot("fences-390-" + panel.toLowerCase(Locale.ROOT));
        assertEquals(List.of(), browser.barriers(), "axe");
        assertFalse(browser.scrollsSideways());
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void aRefusedCallNamesItsGuardAndASheetTheFiveSets() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage.open(browser, server.at("/lesson/containers/capabilities"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      browser.awaitElement("lab-terminal", ".screen").click();
      type(browser, "setpriv --bounding-set=-sys_admin hostname cell\n");
      String refused = call(browser, "sethostname(").getText();
      assertTrue(refused.contains("CAP_SYS_ADMIN asked, not in the effective set"), refused);
      goTo(browser, "sethostname(");
      browser.screenshot("asked");
      assertEquals(List.of(), browser.barriers(), "axe");
      button(browser, "Capabilities").click();
      WebElement sets = browser.awaitElement("capabilities-table", "dl");
      browser.await("its sets", driver -> sets.getText().contains("1ffffdfffff"));
      WebElement row = browser.awaitElement("capabilities-table", "tbody tr:nth-child(22)");
      assertTrue(row.getText().contains("CAP_SYS_ADMIN"), row.getText());
      assertEquals("lacks", row.getAttribute("class"));
      for (boolean dark : List.of(false, true)) {
        browser.darkTheme(dark);
        browser.screenshot("capabilities-" + (dark ? "dark" : "light"));
        assertEquals(List.of(), browser.barriers(), "axe");
      }
      browser.viewport(390, 844);
      browser.awaitElement("tab-list", "[role='tab']:last-child").click();
      button(browser, "Inspect").click(); // which is open, and stays at its sheet
      assertTrue(browser.awaitElement("capabilities-table", ".below").isDisplayed());
      browser.screenshot("capabilities-390");
      assertEquals(List.of(), browser.barriers(), "axe");
      assertFalse(browser.scrollsSideways());
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  private static List<WebElement> capsules(Browser browser, String which) {
    return browser
        .awaitElement("fences-table")
        .getShadowRoot()
        .findElements(By.cssSelector(".cap" + which));
  }

  private static void awaitHouse(Browser browser, String name) {
    browser.awaitElement("kernel-picture", ".house[aria-label='" + name + "']");
  }

  private static String court(Browser browser) {
    return browser.awaitElement("kernel-court", ".said").getText();
  }

  /** Follows the row of a call, wherever the list stands. */
  private static void goTo(Browser browser, String begins) {
    WebElement row = call(browser, begins);
    browser.driver().executeScript("arguments[0].scrollIntoView({ block: 'center' })", row);
    row.click();
  }

  private static void callsAreOneStopOfTheTabKey(Browser browser) {
    WebElement list = browser.awaitElement("calls-list", "ol");
    List<WebElement> stops = list.findElements(By.cssSelector("li > button[tabindex='0']"));
    assertEquals(1, stops.size());
    assertEquals("step", stops.getFirst().getDomAttribute("aria-current"));
    List<WebElement> rows = list.findElements(By.cssSelector("li > button"));
    stops.getFirst().sendKeys(Keys.ARROW_UP);
    assertEquals(rows.get(rows.indexOf(stops.getFirst()) - 1), browser.focused());
  }

  /** The first row of a call with this in its text. */
  private static WebElement call(Browser browser, String begins) {
    return browser.await(
        begins,
        driver ->
            browser.awaitElement("calls-list", "ol").findElements(By.tagName("button")).stream()
                .filter(row -> row.getText().contains(begins))
                .findFirst()
                .orElse(null));
  }

  private static WebElement button(Browser browser, String name) {
    return browser.await(
        name,
        driver ->
            browser
                .awaitElement("machine-panes")
                .getShadowRoot()
                .findElements(By.cssSelector(".seg button"))
                .stream()
                .filter(one -> one.isDisplayed() && one.getText().equals(name))
                .findFirst()
                .orElse(null));
  }

  /** What stands on the screen. */
  private static String terminal(Browser browser) {
    return browser.awaitElement("lab-terminal", ".xterm-rows").getText();
  }
}

package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.event.Event;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.World;
import cloister.world.share.Sandbox;
import cloister.world.share.ShareCodec;
import cloister.world.timeline.StepObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The sheets of the inspector that are loaded when they are opened, by keyboard. */
@Tag("full")
class SheetsIT {
  private static final String LESSON = "/lesson/rings/wall-and-gate";

  /** From where the run stops, before `read_again`, to where the first program reads the kernel. */
  private static final int STEPS_TO_THE_REFUSED_PAGE = 2;

  @TempDir private Path data;

  /** The sheet of the pages: the refused walk, a bit set there, what the processor keeps. */
  @Test
  void aPageIsOpenedWhereItsWayIsDrawn() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/rings/pages"));
      lab.press("w");
      browser.await("paging is off", driver -> pages(browser).contains("Paging is off"));
      lab.run();
      lab.steps(STEPS_TO_THE_REFUSED_PAGE);
      WebElement refused = browser.awaitElement("pages-view", ".bit.no");
      assertEquals("U/S 0 of the table entry: set it to 1", refused.getDomAttribute("aria-label"));
      String way = browser.awaitElement("walk-picture", "svg").getDomAttribute("aria-label");
      assertTrue(
          way.contains("select entry 7 of the table: 00007063, at 0000A01C. It decides."), way);
      assertEquals(1, rowsOf(browser, "00020000"), pages(browser));
      looksRight(browser, "lab-pages");

      lab.tabTo("hosts.includes('pages-view') && name.startsWith('U/S 0 of the table entry')");
      lab.press(Keys.ENTER);
      browser.await("nothing refuses", driver -> !lab.has("pages-view", ".bit.no"));
      browser.await(
          "who wrote the entry", driver -> pages(browser).contains("changed by hand at step"));

      walkTo(lab, "20000");
      lab.tabTo("name === 'U/S 1 of the table entry: set it to 0'");
      lab.press(Keys.ENTER);
      browser.awaitElement("pages-view", ".stale");
      assertTrue(pages(browser).contains("the tables say 00020000, rings 0 to 2"), pages(browser));
      browser.screenshot("lab-pages-stale");
      lab.tabTo("name === 'Show in memory: the table entry'");
      lab.press(Keys.ENTER);
      browser.await(
          "memory begins at the entry",
          driver -> browser.awaitElement("memory-view", "th").getText().equals("0000A080"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static void walkTo(LabPage lab, String linear) {
    lab.press("w");
    lab.tabTo("hosts.includes('pages-view') && element.matches('input')");
    lab.pressWithControl("a");
    lab.press(linear, Keys.ENTER);
  }

  private static String pages(Browser browser) {
    return browser.awaitElement("pages-view").getText();
  }

  /** How many of the buffers hold a translation of the page. */
  private static long rowsOf(Browser browser, String linear) {
    return (Long)
        browser
            .driver()
            .executeScript(
                "return arguments[0].shadowRoot.querySelectorAll('[data-linear=\"' + arguments[1] +"
                    + " '\"]').length",
                browser.awaitElement("pages-view"),
                linear);
  }

  private static void looksRight(Browser browser, String name) {
    for (boolean dark : List.of(false, true)) {
      for (int width : List.of(1280, 390)) {
        browser.darkTheme(dark);
        browser.viewport(width, 900);
        browser.awaitQuiet();
        String here = name + "-" + width + (dark ? "-dark" : "-light");
        browser.screenshot(here);
        assertEquals(List.of(), browser.barriers(), here);
        assertFalse(browser.scrollsSideways(), here);
      }
    }
    browser.darkTheme(false);
    browser.viewport(1280, 900);
  }

  /** The sheet of transfers: a gate that is closed, and the same gate once its DPL is 3. */
  @Test
  void aTransferIsDrawnCheckByCheck() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.press("v");
      browser.await("nothing yet", driver -> sheet(browser, "passage-view").contains("No gate"));
      lab.run();
      for (int i = 0; i < 5; i++) {
        lab.runToRefusal();
      }
      browser.await(
          "the refused row",
          driver -> sheet(browser, "passage-view").contains("CPL 3 > gate DPL 0"));
      WebElement refused = browser.awaitElement("passage-view", "li.failed");
      assertTrue(refused.getText().contains("SDM 3, 7.12.1.1"), refused.getText());
      assertTrue(lab.has("passage-view", "li.open"), "what was not reached is named");
      String way = browser.awaitElement("passage-view", "svg.way").getDomAttribute("aria-label");
      assertTrue(way.startsWith("From int 0x30 by way of IDT "), way);
      assertTrue(way.endsWith("to nowhere."), way);
      looksRight(browser, "lab-transfer-refused");

      lab.stepBack();
      LabIT.openGate(lab);
      lab.steps(1);
      lab.press("v");
      browser.await("the gate lets it in", driver -> !lab.has("passage-view", "li.failed"));
      String passed = sheet(browser, "passage-view");
      assertTrue(passed.contains("CPL 3 ≤ gate DPL 3"), passed);
      assertTrue(passed.contains("EFLAGS 00000202 written at"), passed);
      assertTrue(passed.contains("3 → 0"), passed);
      browser.screenshot("lab-transfer");
      lab.tabTo("hosts.includes('passage-view') && element.matches('button')");
      lab.press(Keys.ENTER);
      browser.awaitElement("memory-view", "th");
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static String sheet(Browser browser, String name) {
    return browser.awaitElement(name).getText();
  }

  /** Devices are a sheet only where the board has some. */
  @Test
  void theTimerIsSeenCountingDown() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/rings/timer"));
      lab.run();
      lab.press("e");
      browser.await("a count", driver -> sheet(browser, "devices-view").contains("cycles"));
      String before = sheet(browser, "devices-view");
      assertTrue(before.contains("nothing to serve"), before);
      lab.steps(1);
      browser.await("it counts", driver -> !sheet(browser, "devices-view").equals(before));
      looksRight(browser, "lab-devices");
      LabPage other = LabPage.open(browser, server.at(LESSON));
      other.press("e");
      browser.await(
          "no devices", driver -> sheet(browser, "devices-view").contains("has no interrupt"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** A machine of one's own with two tasks: both images side by side. */
  @Test
  void aTaskSwitchShowsBothTasks() throws Exception {
    World world = new World(new OpcodeTable(), twoTasks());
    for (int step = 0; step < 100 && !switched(world); step++) {
      world.run(1, StepObserver.NONE);
    }
    String fragment = ShareCodec.encode(Sandbox.of(world, Optional.empty())).orElseThrow();
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab#s=" + fragment));
      lab.press("v");
      browser.await("the tasks", driver -> lab.has("passage-view", ".tasks table"));
      String tasks = sheet(browser, "passage-view");
      assertTrue(tasks.contains("Left: 32-bit TSS 0028, B 1"), tasks);
      assertTrue(tasks.contains("Entered: 16-bit TSS 0030, B 1"), tasks);
      looksRight(browser, "lab-task-switch");
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static Scenario twoTasks() throws IOException {
    Path source = Path.of("../shared-sim/world/src/test/resources/cloister/world/two-tasks.asm");
    String text = "%define NARROW 1\n" + Files.readString(source);
    List<SourceFile> files = List.of(new SourceFile("tasks.asm", text, true));
    return new Scenario(Scenario.RINGS, 1 << 20, 0, files, 100_000);
  }

  private static boolean switched(World world) {
    return world.timeline().moment().events().stream()
        .anyMatch(event -> event instanceof Event.TaskSwitched);
  }
}

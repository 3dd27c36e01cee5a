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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** The second chapter: guests in the lab, and a lesson that is read. */
@Tag("full")
class VirtualizationIT {
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
  void twoGuestsAreRunAndListed() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/virtualization/guest"));
      lab.run();
      browser.await("the hypervisor stands before the guest", driver -> lab.step() > 300);
      lab.choose("predict-ring", "1, between the two");
      lab.steps(1);
      lab.awaitPassed("predict-ring");
      lab.choose("predict-lgdt", "raise #GP");
      lab.steps(1);
      lab.awaitPassed("predict-lgdt");
      lab.run();
      lab.awaitPassed("emulate");
      browser.await("the guests are listed", driver -> browser.text().contains("Guest B"));
      assertTrue(browser.text().contains("waits for its turn"), browser.text());
      assertFalse(browser.text().contains("guests."), browser.text());
      lab.tabTo("task === 'whose-table' && name.endsWith('at FFC01000')");
      lab.press(Keys.ENTER);
      lab.awaitPassed("whose-table");
      lab.run();
      lab.awaitPassed("both");
      assertTrue(browser.text().contains("bbb"), browser.text());
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.screenshot("guests-" + width);
        assertEquals(List.of(), browser.barriers(), "axe");
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void aLieIsDrawnWhereNobodyWasCalled() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage.open(browser, server.at("/lesson/virtualization/unvirtualizable"));
      browser.awaitElement("guests-picture", ".hall.turn");
      browser.awaitElement("time-line", ".chips button:last-of-type").click();
      browser.awaitElement("time-line", ".transport .main").click();
      browser.await(
          "it stops at the lie", driver -> browser.text().contains("the guest was not refused"));
      String hall = browser.awaitElement("guests-picture", ".hall.turn").getText();
      assertTrue(hall.contains("popf gave it flags 0x0"), hall);
      assertTrue(hall.contains("IF 1") && hall.contains("≠"), hall);
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.darkTheme(width == 390);
        browser.screenshot("lie-" + width);
        assertEquals(List.of(), browser.barriers(), "axe");
        assertFalse(browser.scrollsSideways());
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void sourceAndTranslationStandSideBySide() throws Exception {
    try (Browser browser = Browser.open()) {
      String lesson = "/lesson/virtualization/binary-translation";
      LabPage lab = LabPage.open(browser, server.at(lesson));
      lab.run();
      lab.awaitPassed("run");
      browser.awaitElement("picture-panel", ".seg button:nth-child(2)").click();
      String cache = browser.awaitElement("guests-translation", "section").getText();
      assertTrue(cache.contains("All units"), cache);
      assertFalse(cache.contains("cache."), cache);
      browser.awaitElement("guests-translation", "tbody button").click();
      browser.await(
          "the first unit is shown", driver -> browser.text().contains("The unit of 00007C00"));
      String pair = browser.awaitElement("guests-translation", ".scroll").getText();
      assertTrue(pair.contains("lgdt") && pair.contains("call-out"), pair);
      assertTrue(pair.contains("int 0x21"), pair);
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.darkTheme(width == 390);
        browser.screenshot("translation-" + width);
        assertEquals(List.of(), browser.barriers(), "axe");
        assertFalse(browser.scrollsSideways());
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** The list of exits by keyboard, and one of them from end to end, by each technique. */
  @ParameterizedTest
  @CsvSource({
    "nested-pages, mov cr3, trap, 'Refused with #GP(0): CPL 1', CR3",
    "binary-translation, lgdt, call-out, 'the processor came to int 0x21', GDTR",
    "paravirtualization, out, trap, 'Refused with #GP(0): CPL 1', console",
    "vt-x, out, VM exit 30, 'writes the VMCS', Guest RIP",
  })
  void anExitIsFollowedFromEndToEnd(
      String lesson, String code, String kind, String way, String changed) throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/virtualization/" + lesson));
      lab.press("E");
      browser.await("nothing yet", driver -> exits(browser).contains("No exit has come"));
      lab.run();
      browser.await("exits are listed", driver -> exits(browser).contains("Exits so far:"));
      lab.tabTo("hosts.includes('exits-sheet') && name.includes(': " + code + "')");
      lab.press(Keys.ENTER);
      browser.await("its life is opened", driver -> exits(browser).contains(way));
      String life = browser.awaitElement("exits-sheet", ".life").getText();
      assertTrue(exits(browser).contains(kind), exits(browser));
      assertTrue(life.contains("Guest A goes on"), life);
      assertTrue(life.contains(changed), life);
      assertTrue(life.contains("instructions of the hypervisor."), life);
      assertFalse(exits(browser).matches("(?s).*(exits|life|done|reason|cell)\\.[a-z].*"), life);
      int here = lab.step();
      browser.awaitElement("exits-sheet", ".life li:last-child .lane button").click();
      browser.await("the machine is there", driver -> lab.step() > here);
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.darkTheme(width == 390);
        browser.awaitQuiet();
        browser.screenshot("exits-" + lesson + "-" + width);
        assertEquals(List.of(), browser.barriers(), "axe");
        assertFalse(browser.scrollsSideways());
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** The same guest under another technique, its page table beside what is behind it. */
  @Test
  void theTechniqueIsChosenInThePicture() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/virtualization/nested-pages"));
      lab.run();
      browser.await("it waits before the first write", driver -> lab.step() == 574);
      lab.press("e");
      browser.await(
          "the shadow is shown",
          driver -> browser.text().contains("the shadow table that the processor really walks"));
      assertTrue(browser.text().contains("it reads 2 entries"), browser.text());
      assertTrue(browser.text().contains("traced: no write goes unseen"), browser.text());
      new Select(browser.awaitElement("guests-picture", "select")).selectByValue("vmx");
      browser.await("it begins again", driver -> lab.step() == 0);
      browser.awaitElement("time-line", ".transport .main").click();
      browser.await("EPT is shown", driver -> browser.text().contains("reads 14 entries"));
      assertTrue(browser.text().contains("abcd"), browser.text());
      assertFalse(browser.text().contains("ways."), browser.text());
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.darkTheme(width == 390);
        browser.screenshot("ways-" + width);
        assertEquals(List.of(), browser.barriers(), "axe");
        assertFalse(browser.scrollsSideways());
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void aHypervisorOfOnesOwnIsRefusedByNumber() throws Exception {
    try (Browser browser = Browser.open()) {
      String lesson = "/lesson/virtualization/smallest-hypervisor";
      LabPage lab = LabPage.open(browser, server.at(lesson));
      lab.run();
      browser.await("VMWRITE is unknown", driver -> browser.text().contains("#UD"));
      lab.choose("outside", "it raises #UD: it does not know the instruction");
      lab.awaitPassed("outside");
      assertEquals(List.of(), browser.barriers(), "axe");
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  private static String exits(Browser browser) {
    return browser.awaitElement("exits-sheet").getText();
  }

  @Test
  void aReadingHasNoMachine() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/virtualization/history"));
      assertFalse(browser.awaitElement("lab-page", "#machine").isDisplayed());
      lab.choose("guess", "1967");
      lab.awaitPassed("guess");
      browser.await("the text goes on", driver -> browser.text().contains("CP-67"));
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.darkTheme(width == 390);
        browser.screenshot("history-" + width);
        assertEquals(List.of(), browser.barriers(), "axe");
      }
      lab.press(Keys.ESCAPE);
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }
}

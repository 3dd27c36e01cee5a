package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page that boots a file of the learner's own. */
class MachineIT {
  private static RunningServer server;

  @TempDir private Path folder;

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

  private static Browser open() throws Exception {
    Browser browser = Browser.open();
    browser.go(server.at("/machine"));
    browser.awaitElement("machine-page", "input[type=file]");
    return browser;
  }

  private static void type(Browser browser, CharSequence... keys) {
    new Actions(browser.driver()).sendKeys(keys).perform();
  }

  /** The keyboard alone, from the top of the page. */
  private static void tabTo(Browser browser, String selector) {
    for (int i = 0; i < 60; i++) {
      WebElement focused = browser.focused();
      boolean there =
          (Boolean)
              browser
                  .driver()
                  .executeScript("return arguments[0].matches(arguments[1])", focused, selector);
      if (there) {
        return;
      }
      type(browser, Keys.TAB);
    }
    throw new AssertionError("Tab does not lead to " + selector);
  }

  private static String screen(Browser browser) {
    return (String)
        browser
            .driver()
            .executeScript(
                """
                const panel = document.querySelector('machine-page').shadowRoot.querySelector('machine-panel');
                return (panel?.host.screen?.lines ?? []).join('\\n');
                """);
  }

  private static void awaitScreen(Browser browser, String text) {
    browser.await("the screen shows " + text, driver -> screen(browser).contains(text));
  }

  private static void assertNoBarrier(Browser browser) {
    assertEquals(List.of(), browser.barriers(), "axe");
    assertFalse(browser.scrollsSideways(), "scrolls sideways");
  }

  @Test
  void theExampleIsBootedAndUsedByKeyboardAlone() throws Exception {
    try (Browser browser = open()) {
      tabTo(browser, ".choose button");
      type(browser, Keys.ENTER);
      awaitScreen(browser, "Type, and it comes back");
      tabTo(browser, "[role=application]");
      type(browser, "lost");
      type(browser, Keys.ENTER);
      type(browser, "kept");
      awaitScreen(browser, "\nkept");
      assertFalse(screen(browser).contains("lost"), screen(browser));
      type(browser, Keys.F12);
      tabTo(browser, ".typing input");
      type(browser, "As é", Keys.ENTER);
      browser.await("no key has it", driver -> browser.text().contains("has “é”"));
      type(browser, Keys.BACK_SPACE, "\"Typed\" & {sent}?", Keys.ENTER);
      type(browser, "second", Keys.ENTER); // while the first is being typed
      awaitScreen(browser, "As \"Typed\" & {sent}?\nsecond");
      WebElement pause = browser.awaitElement("machine-panel", ".row .btn");
      pause.sendKeys(Keys.ENTER);
      browser.awaitElement("machine-panel", "#line").sendKeys("unheard", Keys.ENTER);
      browser.await("it does not run", driver -> browser.text().contains("nothing was typed"));
      pause.sendKeys(Keys.ENTER);
      tabTo(browser, ".text > summary");
      type(browser, Keys.ENTER);
      browser.await("the text is shown", driver -> browser.text().contains("Hello from a boot"));
      for (boolean dark : List.of(false, true)) {
        for (int width : List.of(1280, 390)) {
          browser.viewport(width, 900);
          browser.darkTheme(dark);
          browser.screenshot("machine-running-" + width + (dark ? "-dark" : "-light"));
          assertNoBarrier(browser);
        }
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** What a row of the devices says now, or an empty text. */
  private static String device(Browser browser, String section, String row) {
    return (String)
        browser
            .driver()
            .executeScript(
                """
                const panel = document.querySelector('machine-page').shadowRoot.querySelector('machine-panel');
                const devices = panel.shadowRoot.querySelector('machine-devices')?.shadowRoot;
                const section = devices?.querySelector(`section[aria-label="${arguments[0]}"]`);
                const heads = [...(section?.querySelectorAll('th[scope=row]') ?? [])];
                return heads.find((head) => head.textContent === arguments[1])?.parentElement.querySelector('td').textContent ?? '';
                """,
                section,
                row);
  }

  @Tag("full")
  @Test
  void theDevicesAreOpenedByKeyAndFollowTheMachine() throws Exception {
    try (Browser browser = open()) {
      tabTo(browser, ".choose button");
      type(browser, Keys.ENTER);
      awaitScreen(browser, "Type, and it comes back");
      type(browser, "e");
      browser.await("they are shown", driver -> !device(browser, "VGA", "Text mode").isEmpty());
      assertEquals("devices", browser.focused().getDomAttribute("id"));
      String date = device(browser, "Clock and CMOS", "Date");
      assertTrue(date.startsWith("2026-01-01 00:00:"), date);
      browser.await(
          "the clock goes on", driver -> !device(browser, "Clock and CMOS", "Date").equals(date));
      assertEquals("yes", device(browser, "VGA", "Text mode"));
      assertFalse(device(browser, "Processor", "CS").isEmpty());

      tabTo(browser, "[role=application]");
      type(browser, Keys.ENTER);
      type(browser, "e");
      awaitScreen(browser, "\ne");
      // 0x92 is what a released E leaves behind in the output buffer.
      browser.await(
          "the keyboard says so",
          driver -> device(browser, "Keyboard controller", "Output buffer").equals("0x92"));
      type(browser, Keys.F12);
      assertFalse(browser.text().contains("board."), browser.text());
      for (boolean dark : List.of(false, true)) {
        for (int width : List.of(1280, 390)) {
          browser.viewport(width, 900);
          browser.darkTheme(dark);
          browser.screenshot("machine-devices-" + width + (dark ? "-dark" : "-light"));
          assertNoBarrier(browser);
        }
      }
      type(browser, "e");
      browser.await("they are away", driver -> browser.find("machine-devices") == null);
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  private static String time(Browser browser) {
    return browser.awaitElement("machine-time", ".now").getText();
  }

  @Tag("full")
  @Test
  void thePcIsWalkedBackAndItsMemoryAsked() throws Exception {
    try (Browser browser = open()) {
      browser.awaitElement("machine-page", ".choose button").click();
      awaitScreen(browser, "Type, and it comes back");
      browser.awaitElement("machine-screen", "[role=application]").click();
      type(browser, "w");
      awaitScreen(browser, "\nw");
      type(browser, Keys.F12);
      browser.awaitElement("machine-time", ".row button:nth-of-type(2)").click();
      browser.await("it stands", driver -> time(browser).contains("Comes next"));
      String latest = time(browser);
      browser.awaitElement("machine-time", ".row button:nth-of-type(2)").click();
      browser.await("a step back", driver -> !time(browser).equals(latest));
      browser.awaitElement("machine-time", ".row button:nth-of-type(3)").click();
      browser.await("and on", driver -> time(browser).equals(latest));

      browser.awaitElement("machine-time", "summary").click();
      browser.awaitElement("machine-time", "form button").click();
      browser.await("the BIOS did", driver -> browser.text().contains("Written at"));
      assertTrue(browser.text().contains("insw"), browser.text());
      browser.awaitElement("machine-time", ".found + .row button").click();
      browser.await("before it", driver -> time(browser).contains("insw"));
      browser.await(
          "no screen yet", driver -> !screen(browser).contains("Type, and it comes back"));
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.screenshot("machine-time-" + width);
        assertNoBarrier(browser);
      }
      browser.awaitElement("machine-time", ".row button:nth-of-type(4)").click();
      browser.await("all is there again", driver -> screen(browser).contains("\nw"));
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** The list of marks, a line each. */
  private static String marks(Browser browser) {
    return (String)
        browser
            .driver()
            .executeScript(
                """
                const panel = document.querySelector('machine-page').shadowRoot.querySelector('machine-panel');
                const time = panel?.shadowRoot.querySelector('machine-time');
                const marks = time?.shadowRoot.querySelector('machine-marks')?.shadowRoot;
                return [...(marks?.querySelectorAll('.go span') ?? [])].map((go) => go.textContent).join('\\n');
                """);
  }

  private static void awaitMarks(Browser browser, String pattern) {
    browser.await("marks " + pattern, driver -> marks(browser).matches("(?s)" + pattern));
  }

  private static void awaitSaid(Browser browser, String text) {
    browser.await("said " + text, driver -> browser.text().contains(text));
  }

  @Tag("full")
  @Test
  void marksAreSetFoundAndTakenAwayByKeyboardAndGoWithALink() throws Exception {
    try (Browser browser = open()) {
      tabTo(browser, ".choose button");
      type(browser, Keys.ENTER);
      awaitScreen(browser, "Type, and it comes back");
      tabTo(browser, "[role=application]");
      type(browser, Keys.ENTER, "m"); // goes to the PC
      awaitScreen(browser, "\nm");
      type(browser, Keys.F12);
      awaitMarks(browser, "Step [\\d,]+, [\\d.]+ s: key M");
      browser.awaitElement("machine-panel", ".row .btn").sendKeys(Keys.ENTER);
      browser.await("it stands", driver -> time(browser).contains("Comes next"));
      type(browser, "m");
      awaitMarks(browser, ".*key M\n.*: marked by you");
      awaitSaid(browser, "is marked.");

      tabTo(browser, "#moment");
      type(browser, Keys.PAGE_DOWN);
      awaitSaid(browser, "Mark 1 of 2");
      String spoken = browser.focused().getDomAttribute("aria-valuetext");
      assertTrue(spoken.endsWith("key M"), spoken);
      String atKey = time(browser);
      type(browser, Keys.PAGE_UP);
      awaitSaid(browser, "Mark 2 of 2");
      tabTo(browser, ".go");
      type(browser, Keys.END, Keys.HOME, Keys.ENTER);
      awaitSaid(browser, "Mark 1 of 2");
      browser.await("at the key", driver -> time(browser).equals(atKey));
      type(browser, Keys.ARROW_DOWN, Keys.DELETE);
      awaitMarks(browser, ".*key M");
      browser.await("a row has the focus", d -> browser.focused().getText().contains("key M"));
      type(browser, "m");
      awaitMarks(browser, ".*: marked by you, key M");

      browser.awaitElement("machine-time", "summary").click();
      browser.awaitElement("machine-time", "form button").click();
      awaitMarks(browser, ".*before the last write to 4 bytes at 0x7C00\n.*key M");
      browser.awaitElement("machine-marks", ".go").click();
      browser.await("before it", driver -> time(browser).contains("insw"));
      for (boolean dark : List.of(false, true)) {
        for (int width : List.of(1280, 390)) {
          browser.viewport(width, 900);
          browser.darkTheme(dark);
          browser.screenshot("machine-marks-" + width + (dark ? "-dark" : "-light"));
          assertNoBarrier(browser);
        }
      }

      browser.awaitElement("machine-time", ".row button:nth-of-type(4)").click();
      browser.await("the latest", driver -> screen(browser).contains("\nm"));
      String link = link(browser);
      browser.go(server.at("/"));
      browser.go(server.at("/machine#m=" + link));
      browser.awaitElement("machine-page", ".choose button").click();
      awaitMarks(browser, ".*: marked by you, key M");
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** What follows {@code #m=} in the link to here. */
  private static String link(Browser browser) {
    return (String)
        browser
            .driver()
            .executeAsyncScript(
                """
                const panel = document.querySelector('machine-page').shadowRoot.querySelector('machine-panel');
                panel.host.request({ do: 'share' }).then(({ fragment }) => arguments[0](fragment));
                """);
  }

  @Tag("full")
  @Test
  void aTripleFaultIsExplainedAndResetLeadsOut() throws Exception {
    try (Browser browser = open()) {
      browser.awaitElement("machine-page", ".choose button").click();
      awaitScreen(browser, "Type, and it comes back");
      browser.awaitElement("machine-screen", "[role=application]").click();
      type(browser, Keys.ESCAPE);
      browser.await("it is explained", driver -> browser.text().contains("Triple fault"));
      browser.awaitElement("machine-panel", "[role=group] button:nth-of-type(2)").click();
      browser.await("it is over", driver -> !browser.text().contains("Triple fault"));
      awaitScreen(browser, "Type, and it comes back");
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  private static String why(Browser browser) {
    return (String)
        browser
            .driver()
            .executeScript(
                """
                const panel = document.querySelector('machine-page').shadowRoot.querySelector('machine-panel');
                return panel?.shadowRoot.querySelector('machine-why')?.shadowRoot.textContent ?? '';
                """);
  }

  @Tag("full")
  @Test
  void eachExceptionSaysWhyAndTheLastOneIsFoundByKey() throws Exception {
    try (Browser browser = open()) {
      tabTo(browser, ".choose button");
      type(browser, Keys.ENTER);
      awaitScreen(browser, "Type, and it comes back");
      tabTo(browser, "[role=application]");
      type(browser, Keys.ENTER);
      type(browser, Keys.ESCAPE);
      browser.await("reasons", driver -> why(browser).contains("Refused: #DF(0)"));
      assertTrue(why(browser).contains("ud2 refused: #UD"), why(browser));
      assertTrue(why(browser).contains("A vector must lie within"), why(browser));
      for (boolean dark : List.of(false, true)) {
        for (int width : List.of(1280, 390)) {
          browser.viewport(width, 900);
          browser.darkTheme(dark);
          browser.screenshot("machine-why-" + width + (dark ? "-dark" : "-light"));
          assertNoBarrier(browser);
        }
      }
      browser.awaitElement("machine-time", "[aria-labelledby=past] .row .btn:nth-child(2)").click();
      browser.await("one step back", driver -> !why(browser).contains("Exception 4 of 4"));
      browser.awaitElement("machine-why", "button").sendKeys("w");
      browser.await("the one before", driver -> why(browser).contains("Exception 2 of 2"));
      assertEquals("ol", browser.focused().getTagName());
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Tag("full")
  @Test
  void aDroppedDiskIsBooted() throws Exception {
    Assembly disk =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of())
            .assemble(
                "disk.asm",
                """
                bits 16
                org 0x7c00
                mov ax, 0x0e00 + 'D'
                int 0x10
                mov al, '!'
                int 0x10
                sti
                wait_here: hlt
                jmp wait_here
                times 510 - ($ - $$) db 0
                dw 0xaa55
                """);
    assertTrue(disk.succeeded(), () -> disk.errors().toString());
    try (Browser browser = open()) {
      browser
          .driver()
          .executeScript(
              """
              const bytes = Uint8Array.from(atob(arguments[0]), (character) => character.charCodeAt(0));
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File([bytes], 'mine.img'));
              document.querySelector('machine-page').shadowRoot.querySelector('.choose')
                .dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
              """,
              Base64.getEncoder().encodeToString(disk.image()));
      awaitScreen(browser, "D!");
      assertTrue(browser.text().contains("mine.img is in the PC as its hard disk."));
      assertTrue(browser.text().contains("The PC that runs has 64 MiB."), browser.text());
      browser.awaitElement("machine-page", "select").sendKeys("128");
      browser.awaitElement("machine-page", ".again .btn").click();
      browser.await("it is booted again", d -> browser.text().contains("runs has 128 MiB."));
      awaitScreen(browser, "D!");
    }
  }

  @Tag("full")
  @Test
  void theExampleIsBootedAsAGuestAndItsExitsAreCounted() throws Exception {
    try (Browser browser = open()) {
      browser.awaitElement("machine-page", "input[value=vmx]").click();
      tabTo(browser, ".choose button");
      type(browser, Keys.ENTER);
      awaitScreen(browser, "Type, and it comes back");
      browser.awaitElement("machine-panel", "#line").sendKeys("As a guest", Keys.ENTER);
      awaitScreen(browser, "As a guest");
      browser.await("exits by reason", d -> browser.text().contains("I/O instruction"));
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.screenshot("machine-guest-" + width);
        assertNoBarrier(browser);
      }
      browser.awaitElement("machine-page", "input[value=bare]").click();
      browser.awaitElement("machine-page", ".again .btn").click();
      browser.await("a PC of its own", d -> !browser.text().contains("The guest was left"));
      awaitScreen(browser, "Type, and it comes back");
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Tag("full")
  @Test
  void aFileThatIsNoImageIsRefusedInWords() throws Exception {
    Path file = folder.resolve("letter.txt");
    Files.writeString(file, "Dear reader");
    try (Browser browser = open()) {
      browser.awaitElement("machine-page", "input[type=file]").sendKeys(file.toString());
      browser.await("it says why", driver -> browser.text().contains("nothing that a PC can boot"));
      assertTrue(browser.text().contains("letter.txt 11 bytes"), browser.text());
      assertNoBarrier(browser);
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }
}

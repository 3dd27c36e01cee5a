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
import org.openqa.selenium.WebElement;

/** A program in C in the lab, with nothing but the keyboard: written, compiled, gone through. */
@Tag("full")
class CProgramIT {
  @TempDir private Path data;

  @Test
  void aProgramIsGoneThroughLineByLine() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      browser.go(server.at("/"));
      browser.awaitElement("play-machines", "a[href='/lab/#c=hello']").click();
      LabPage lab = LabPage.opened(browser);
      browser.await("main", driver -> sheet(browser).contains("program.c, line 11"));
      assertEquals("3", lab.cpl());
      assertTrue(lab.spoken().contains("Line 11: const char *name"), lab.spoken());
      line(browser, lab, "j", "for (int i = 1");
      browser.await("a value that has changed", d -> changes(browser).contains("name"));
      line(browser, lab, "j", "printf");
      browser.await("the loop's variable", d -> variable(browser, "i").startsWith("1"));
      assertTrue(instructions(browser).contains("call"), instructions(browser));
      browser.assertAccessible("lab-c");

      line(browser, lab, "O", "greeted = i");
      assertTrue(console(browser).contains("1: hello from ring 3"), console(browser));
      line(browser, lab, "J", "printf");
      assertTrue(console(browser).isEmpty(), console(browser));
      assertEquals(List.of(), browser.complaints());

      lab.runToEnd();
      browser.await("all is printed", d -> console(browser).contains("3: hello from ring 3"));
      browser.await(
          "the end is told", d -> sheet(browser).contains("The program has ended: main returned"));
      browser.assertAccessible("lab-c-end");
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** A line that is looked at lights its instructions, and itself in the code panel. */
  @Test
  void callsStandOnTheStackUntilTheyReturn() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab/#c=calls"));
      browser.await("main", driver -> sheet(browser).contains("program.c, line 27"));
      for (int i = 0; i < 7; i++) {
        int before = lab.step();
        lab.press("j");
        browser.await("another line", driver -> lab.step() != before);
      }
      browser.await("four calls of move", driver -> calls(browser, "move") == 4);
      browser.screenshot("lab-c-calls");
      lab.press("q");
      browser.await("one is over", driver -> calls(browser, "move") == 3);

      lab.tabTo("hosts.includes('c-view') && element.matches('[data-line]')");
      String here = browser.focused().getDomAttribute("data-line");
      lab.press(Keys.ARROW_DOWN);
      browser.await(
          "another line is looked at",
          driver -> !here.equals(browser.focused().getDomAttribute("data-line")));
      String there = browser.focused().getDomAttribute("data-line");
      browser.await(
          "its instructions", d -> instructions(browser).contains("Line " + there + " as"));
      assertTrue(lab.has("code-panel", ".cm-linked"), "the code panel shows the line too");
      browser.screenshot("lab-c-linked");

      lab.press("v");
      lab.awaitFocus("hosts.includes('inspect-panel')");
      lab.run();
      browser.await(
          "the gate of the system call",
          d -> browser.awaitElement("passage-view").getText().contains("IDT"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void aMistakeIsShownWhereItIsAndTheRightedProgramRuns() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab/#c=hello"));
      edit(lab);
      lab.press("#include <stdio.h>\nint main(void) { return putz(\"Amen\"); }\n");
      browser.await("it is marked", driver -> lab.has("code-panel", ".cm-mistake"));
      lab.pressWithControl(Keys.ENTER);
      WebElement errors = browser.awaitElement("code-panel", ".errors");
      browser.await("it is not compiled", d -> errors.getText().contains("Not compiled"));
      assertTrue(errors.getText().contains("Line 2"), errors.getText());
      assertTrue(errors.getText().contains("putz"), errors.getText());
      browser.assertAccessible("lab-c-mistake");

      edit(lab);
      lab.press("#include <stdio.h>\nint main(void) { return puts(\"Amen\") < 0; }\n");
      lab.pressWithControl(Keys.ENTER);
      browser.await("it is compiled", driver -> !lab.has("code-panel", ".errors"));
      lab.press(Keys.ESCAPE);
      lab.runToEnd();
      browser.await("it is printed", driver -> console(browser).equals("Amen"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  /**
   * What is typed and what is compiled are there after a reload; what is typed runs without being
   * asked for.
   */
  @Test
  void aReloadFindsTheProgramAsItWas() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab/#c=hello"));
      edit(lab);
      lab.press("#include <stdio.h>\nint main(void) { return puts(\"mine\") < 0; }\n");
      browser.driver().navigate().refresh();
      LabPage.opened(browser);
      browser.await("what was typed", d -> text(browser).contains("mine"));
      assertTrue(lab.has("code-panel", ".btn.solid:enabled"), "it can still be compiled");

      lab.runToEnd();
      browser.await("it has run", d -> console(browser).equals("mine"));
      browser.driver().navigate().refresh();
      LabPage.opened(browser);
      browser.await("what was compiled", d -> text(browser).contains("mine"));
      assertTrue(lab.has("code-panel", ".btn.solid:disabled"), "it is compiled");
      assertTrue(lab.has("code-panel", ".btn.original"), "there is a way back");
      browser.assertAccessible("lab-c-changed");
      lab.runToEnd();
      browser.await("it runs", d -> console(browser).equals("mine"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** The numbers of lines are the program's to choose, the editor's lines are not. */
  @Test
  void linesThatTheTextDoesNotHaveAreNowhere() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab/#c=hello"));
      edit(lab);
      lab.press("#include <stdio.h>\n#line 0\nint main(void) {\nputs(\"ä €\");\n");
      lab.press("#line 2147483647\nreturn 0;\n}\n");
      lab.pressWithControl(Keys.ENTER);
      browser.await("it is compiled", driver -> lab.has("code-panel", ".btn.solid:disabled"));
      lab.press(Keys.ESCAPE);
      lab.runToEnd();
      browser.await("it has run", d -> console(browser).equals("ä €"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** In the library the instructions are shown, until the learner asks for the source. */
  @Test
  void theSourceCanBeGoneBackTo() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab/#c=hello"));
      line(browser, lab, "j", "for (int i = 1");
      line(browser, lab, "j", "printf");
      for (int i = 0; i < 12 && !lab.has("code-panel", ".listing"); i++) {
        lab.steps(1);
      }
      assertTrue(lab.has("code-panel", ".listing"), "instructions");
      int row = browser.awaitElement("code-panel", ".listing .row").getSize().getHeight();
      assertTrue(row <= 24, "a row is one line high: " + row);
      edit(lab);
      assertFalse(lab.has("code-panel", ".listing"), "the source");
      lab.press(Keys.ESCAPE);
      lab.press(".");
      browser.await("the next instruction", driver -> lab.has("code-panel", ".listing"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  /**
   * The kernel, where the machine stops behind the program, is not what its writer wants to see.
   */
  @Test
  void theLineThatFailedIsShownAndTheProgramCanBeWrittenAnew() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab/#c=hello"));
      replace(
          browser,
          lab,
          """
          #include <stdio.h>
          int main(void) {
          int *p = 0;
          printf("before\\n");
          *p = 5;
          }
          """);
      lab.press(Keys.ESCAPE);
      lab.runToEnd();
      browser.await("it is ended", d -> sheet(browser).contains("#PF in line 5"));
      browser.await("its last line", d -> refused(browser).equals("*p = 5;"));
      assertEquals("program.c", file(browser));
      assertTrue(lab.has("code-panel", ".cm-failed"), "the line is marked");
      assertTrue(
          browser.awaitElement("code-panel", ".cm-fault-name").getText().contains("#PF"), "why");
      browser.assertAccessible("lab-c-crash");
      browser.viewport(390, 844);
      lab.press("1");
      browser.screenshot("lab-c-crash-phone");
      lab.press(Keys.ESCAPE);
      browser.viewport(1280, 800);
      browser.screenshot("lab-c-crash-low");

      lab.press("0");
      browser.await("the beginning", driver -> lab.step() == 0);
      assertEquals("program.c", file(browser));
      assertFalse(lab.has("code-panel", ".cm-refused"), "nothing is refused yet");
      lab.runToEnd();
      browser.await("its last line again", d -> refused(browser).equals("*p = 5;"));

      lab.press("1");
      lab.pressWithControl("a");
      lab.press(Keys.DELETE);
      lab.press("#include <stdio.h>\nint main(void) { puts(\"anew\"); }\n");
      lab.pressWithControl(Keys.ENTER);
      browser.await("it is compiled", driver -> lab.has("code-panel", ".btn.solid:disabled"));
      browser.await("its beginning", driver -> sheet(browser).contains("program.c, line 2"));
      lab.press(Keys.ESCAPE);
      lab.runToEnd();
      browser.await("it has run", d -> console(browser).equals("anew"));
      assertEquals("program.c", file(browser));
      assertFalse(lab.has("code-panel", ".cm-refused"), "nothing was refused");
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** What the learner has chosen stays, and says why nothing can be typed there. */
  @Test
  void aFileThatIsReadOnlySaysSo() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab/#c=hello"));
      lab.runToEnd();
      assertEquals("program.c", file(browser));
      choose(lab, "kernel.asm");
      lab.tabTo("element.isContentEditable");
      String kernel = text(browser);
      assertTrue(kernel.contains("kernel.asm: a kernel"), kernel);
      lab.pressWithControl("a");
      lab.press(Keys.DELETE);
      browser.await(
          "it is said",
          d -> notice(browser).equals("kernel.asm is read only. You can change program.c."));
      browser.screenshot("lab-c-read-only");
      assertEquals(kernel, text(browser));
      lab.press(Keys.ESCAPE);
      lab.stepBack();
      lab.runToEnd();
      assertEquals("kernel.asm", file(browser));
      browser.assertAccessible("lab-c-read-only");

      browser.viewport(390, 844);
      choose(lab, "kernel.asm");
      lab.tabTo("element.isContentEditable");
      lab.press("x");
      browser.await("it is said", d -> notice(browser).startsWith("kernel.asm is read only."));
      browser.screenshot("lab-c-read-only-phone");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void aLineWithoutEndIsSaid() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab/#c=hello"));
      replace(
          browser,
          lab,
          "#include <stdio.h>\nint main(void) {\nfor (;;) printf(\"and on\\n\");\n}\n");
      lab.press(Keys.ESCAPE);
      browser.await("main", driver -> sheet(browser).contains("program.c, line 3"));
      lab.press("j");
      browser.await(
          "why it stops",
          d -> notice(browser).startsWith("Line 3 had not ended after 1,000,000 steps: "));
      browser.screenshot("lab-c-endless");
      browser.viewport(390, 844);
      browser.screenshot("lab-c-endless-phone");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void whoReadsFindsNoKeyboard() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lab/#c=hello"));
      assertFalse(sheet(browser).contains("no keyboard"), sheet(browser));
      replace(
          browser,
          lab,
          "#include <stdio.h>\nint main(void) {\nint n = getchar();\nprintf(\"%d\\n\", n);\n}\n");
      lab.press(Keys.ESCAPE);
      lab.runToEnd();
      browser.await("the end of the input", d -> console(browser).equals("-1"));
      assertTrue(sheet(browser).contains("There is no keyboard for programs here"), sheet(browser));
      browser.assertAccessible("lab-c-keyboard");
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** The button that was pressed goes away with the wrong answer. */
  @Test
  void theFocusGoesBackToThePrediction() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/rings/stack"));
      lab.choose("where-back", "into main, as before");
      lab.press(Keys.ESCAPE);
      lab.runToRefusal();
      lab.tabTo("task === 'where-back' && name === 'Step back, then answer'");
      lab.press(Keys.ENTER);
      browser.await("back", driver -> !lab.isRefused());
      lab.awaitFocus("task === 'where-back' && element.matches('.choice:first-child')");
      browser.screenshot("lab-c-predict-again");
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** Machines without C have neither the sheet nor the buttons, and load nothing for them. */
  @Test
  void othersDoNotHearOfIt() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/rings/wall-and-gate"));
      assertFalse(lab.has("time-line", "c-transport"));
      lab.press("j");
      browser.await(
          "a notice",
          driver -> browser.awaitElement("notice-bar").getText().contains("no program in C"));
      browser.awaitQuiet();
      assertEquals(
          List.of(), browser.requests().stream().filter(r -> r.contains("c-parts")).toList());
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** To the whole text of the program, which what is typed takes the place of. */
  private static void edit(LabPage lab) {
    choose(lab, "program.c");
    lab.tabTo("element.isContentEditable");
    lab.pressWithControl("a");
  }

  private static void choose(LabPage lab, String file) {
    lab.press("1");
    lab.tabTo("element.matches('.files button') && name.startsWith('%s')".formatted(file));
    lab.press(Keys.ENTER);
  }

  /** Has another program compiled. */
  private static void replace(Browser browser, LabPage lab, String text) {
    edit(lab);
    lab.press(text);
    lab.pressWithControl(Keys.ENTER);
    browser.await("it is compiled", driver -> lab.has("code-panel", ".btn.solid:disabled"));
  }

  private static void line(Browser browser, LabPage lab, String key, String text) {
    int before = lab.step();
    lab.press(key);
    browser.await(
        "the line " + text,
        driver ->
            lab.step() != before
                && lab.has("time-line", ".at")
                && browser.awaitElement("time-line", ".at").getText().contains(text));
  }

  private static String text(Browser browser) {
    return browser.awaitElement("code-panel", ".cm-content").getText();
  }

  /** The file that the code panel shows. */
  private static String file(Browser browser) {
    String label = browser.awaitElement("code-panel", ".files [aria-pressed=true]").getText();
    return label.lines().findFirst().orElse("");
  }

  private static String refused(Browser browser) {
    WebElement line = browser.find("code-panel", ".cm-line.cm-refused");
    return line == null ? "" : line.getText().strip();
  }

  private static String notice(Browser browser) {
    return browser.awaitElement("notice-bar", ".notice").getText().lines().findFirst().orElse("");
  }

  private static String sheet(Browser browser) {
    return browser.awaitElement("c-view").getText();
  }

  private static String console(Browser browser) {
    WebElement console = browser.find("console-line", "output");
    return console == null ? "" : console.getText().strip();
  }

  private static String instructions(Browser browser) {
    return browser.awaitElement("c-view", ".code").getText();
  }

  private static String changes(Browser browser) {
    WebElement changed = browser.find("c-view", "tr.changed");
    return changed == null ? "" : changed.getText();
  }

  private static String variable(Browser browser, String name) {
    return (String)
        browser
            .driver()
            .executeScript(
                """
                const rows = [...arguments[0].shadowRoot.querySelectorAll('.variables tr')];
                const row = rows.find((r) => r.querySelector('th').textContent === arguments[1]);
                return row ? row.querySelector('.v').textContent : '';
                """,
                browser.awaitElement("c-view"),
                name);
  }

  private static long calls(Browser browser, String function) {
    return (Long)
        browser
            .driver()
            .executeScript(
                """
                return [...arguments[0].shadowRoot.querySelectorAll('.call b')]
                  .filter((name) => name.textContent === arguments[1]).length;
                """,
                browser.awaitElement("c-view"),
                function);
  }
}

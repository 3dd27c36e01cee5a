package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The lessons at the end of the third chapter: a container by single commands, and ways out. */
@Tag("full")
class HandmadeContainerIT {
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
  void aContainerIsPutTogetherAndItsGapsClosed() throws Exception {
    try (Browser browser = Browser.open()) {
      LabPage lab = LabPage.open(browser, server.at("/lesson/containers/by-hand"));
      browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      browser.awaitElement("lab-terminal", ".screen").click();
      line(browser, "cd /srv/layers");
      line(
          browser,
          "mount -t overlay overlay"
              + " -o lowerdir=page:/srv/box,upperdir=mine,workdir=work seen");
      line(browser, "cat seen/greeting");
      line(browser, "mkdir /sys/fs/cgroup/box");
      line(browser, "echo 16 > /sys/fs/cgroup/box/pids.max");
      lab.awaitPassed("prepare");
      line(browser, "unshare -muinpf sh");
      line(browser, "echo $$ > /sys/fs/cgroup/box/cgroup.procs");
      line(browser, "cat /proc/self/cgroup /proc/1/cgroup");
      answer(browser, lab, "group", "the shell that has written it");
      line(browser, "cd seen");
      line(browser, "mkdir old");
      line(browser, "pivot_root . old");
      answer(browser, lab, "pivot", "in a folder of the new root");
      line(browser, "mount -t proc proc /proc");
      line(browser, "hostname box");
      line(browser, "ps -e");
      line(browser, "hostname");
      lab.awaitPassed("own");
      line(browser, "cat /etc/os-release");
      line(browser, "cat /old/etc/os-release");
      lab.awaitPassed("out");
      line(browser, "umount -l /old");
      line(browser, "cat /old/etc/os-release");
      answer(browser, lab, "shut", "none");
      line(browser, "mkdir /groups");
      line(browser, "mount -t cgroup2 none /groups");
      line(browser, "echo 1 > /groups/cgroup.procs");
      line(browser, "cat /proc/self/cgroup");
      answer(browser, lab, "free", "as many as the machine has room for");
      line(browser, "echo 1 > /groups/box/cgroup.procs");
      line(browser, "umount /groups");
      line(browser, "exec setpriv --bounding-set=-sys_admin sh");
      line(browser, "echo $$");
      line(browser, "mount -t cgroup2 none /groups");
      line(browser, "cat /proc/self/cgroup");
      answer(browser, lab, "pieces", "the guard that asks for CAP_SYS_ADMIN");
      for (boolean dark : List.of(false, true)) {
        browser.darkTheme(dark);
        browser.screenshot("by-hand-" + (dark ? "dark" : "light"));
        assertEquals(List.of(), browser.barriers(), "axe");
      }
      browser.viewport(390, 844);
      browser.screenshot("by-hand-390");
      assertEquals(List.of(), browser.barriers(), "axe");
      assertFalse(browser.scrollsSideways());
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rootless", "escapes", "history"})
  void theLessonsBehindItAreShown(String name) throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/lesson/containers/" + name));
      browser.awaitElement("lesson-pane", "task-card");
      if (!name.equals("history")) {
        browser.await("the shell waits", driver -> browser.text().contains("Everybody waits"));
      }
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.darkTheme(width == 390);
        browser.screenshot("containers-" + name + "-" + width);
        assertEquals(List.of(), browser.barriers(), "axe");
        assertFalse(browser.scrollsSideways());
      }
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** Types a command, and waits until the shell asks for the next one. */
  private static void line(Browser browser, String command) {
    String last = command.substring(command.lastIndexOf(' ') + 1);
    type(browser, command);
    browser.await(command, driver -> terminal(browser).endsWith(last));
    type(browser, "\n");
    browser.await("the end of " + command, driver -> terminal(browser).endsWith("#"));
  }

  private static void type(Browser browser, String text) {
    new Actions(browser.driver()).sendKeys(text).perform();
  }

  /** What stands on the screen, without the ends of its lines. */
  private static String terminal(Browser browser) {
    String rows = browser.awaitElement("lab-terminal", ".xterm-rows").getText();
    return rows.replace("\n", "").strip();
  }

  /** Chooses an answer, waits until it has counted, and goes back to the terminal. */
  private static void answer(Browser browser, LabPage lab, String task, String answer) {
    WebElement choices =
        browser.awaitElement("task-card[data-task=" + task + "]", "task-answer", ".choices");
    for (WebElement choice : choices.findElements(By.cssSelector(".choice"))) {
      if (choice.getText().contains(answer)) {
        new Actions(browser.driver()).scrollToElement(choice).click(choice).perform();
        break;
      }
    }
    lab.awaitPassed(task);
    browser.awaitElement("lab-terminal", ".screen").click();
  }
}

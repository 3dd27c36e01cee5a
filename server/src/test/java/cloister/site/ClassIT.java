package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A class from its first day to its last, by an instructor and a learner who have seen nothing. */
class ClassIT {
  private static final String LESSON = "/lesson/rings/wall-and-gate";

  /** A nickname that would do something, were it ever taken for markup. */
  private static final String MARKUP = "<img src=x onerror=document.title='no'>";

  @TempDir private Path data;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aClassFromItsFirstDayToItsLast() throws Exception {
    try (Browser instructor = Browser.open();
        Browser learner = Browser.open()) {
      signUp(instructor);
      String code = newClass(instructor);
      join(learner, code);
      instructor.await("the roster has the learner", d -> roster(instructor).contains(MARKUP));
      assertTrue(roster(instructor).contains("not begun"), roster(instructor));

      assignSandbox(instructor);
      keepTheSandbox(learner);
      instructor.go(server.at("/class"));
      instructor.await("a task is seen", d -> roster(instructor).contains("next:"));
      instructor.screenshot("class-roster");
      assertEquals(List.of(), instructor.barriers());
      assertEquals(List.of(), instructor.complaints());

      leave(learner);
      instructor.await("the learner is gone", d -> roster(instructor).contains("Nobody"));
      delete(instructor);
    }
  }

  @Tag("full")
  @Test
  void anInstructorChangesThePassword() throws Exception {
    try (Browser browser = Browser.open()) {
      signUp(browser);
      browser.awaitElement("class-page", ".account ~ details summary").click();
      WebElement now = browser.awaitElement("password-form", "[name=password]");
      now.sendKeys("not the password");
      WebElement next = browser.find("password-form", "[name=newPassword]");
      next.sendKeys("another battery", Keys.ENTER);
      browser.await(
          "what is wrong",
          d -> browser.text().contains("This is not the password that you have now."));
      browser.await("the field has the focus", d -> now.equals(browser.focused()));
      assertEquals("true", now.getDomAttribute("aria-invalid"));
      browser.screenshot("class-password");
      assertEquals(List.of(), browser.barriers());

      now.sendKeys(Keys.chord(Keys.CONTROL, "a"), "correct horse battery", Keys.ENTER);
      browser.await("it is changed", d -> browser.text().contains("Your password is changed."));
      browser.awaitElement("class-page", ".who .btn").click();
      browser.awaitElement("sign-form", "[name=name]").sendKeys("ada");
      browser.find("sign-form", "[name=password]").sendKeys("another battery", Keys.ENTER);
      browser.await("signed in again", d -> browser.text().contains("Signed in as ada"));
    }
  }

  /** What to do next is one button, and what is done is said. */
  @Tag("full")
  @Test
  void aLearnerSeesWhatToDoNext() throws Exception {
    try (Browser instructor = Browser.open();
        Browser learner = Browser.open()) {
      signUp(instructor);
      String code = newClass(instructor);
      instructor.awaitElement("class-roster", "form .btn").click();
      instructor.awaitElement("class-roster", "li a");
      join(learner, code);
      WebElement next = learner.awaitElement("class-room", ".next .btn");
      assertTrue(next.getText().startsWith("Begin"), next.getText());
      assertEquals(List.of(), learner.barriers());
      learner.viewport(390, 844);
      learner.screenshot("class-next-phone");
      assertFalse(learner.scrollsSideways());
      assertEquals(List.of(), learner.barriers());
      next.click();
      LabPage lab = LabPage.opened(learner);
      lab.steps(2);
      learner.await(
          "it is kept",
          d ->
              String.valueOf(
                      learner.driver().executeScript("return localStorage['cloister.progress']"))
                  .contains("passedAt"));
      learner.go(server.at("/class"));
      learner.await(
          "the way on",
          d -> {
            WebElement button = learner.find("class-room", ".next .btn");
            return button != null && button.getText().startsWith("Go on");
          });
    }
  }

  private void signUp(Browser browser) {
    browser.go(server.at("/class"));
    browser.awaitElement("sign-form", ".switch").click();
    browser.find("sign-form", "[name=name]").sendKeys("ada");
    browser.find("sign-form", "[name=password]").sendKeys("correct horse battery", Keys.ENTER);
    WebElement title = browser.awaitElement("class-page", "form.new input");
    browser.await("the next thing to do has the focus", d -> title.equals(browser.focused()));
  }

  private static String newClass(Browser browser) {
    browser.focused().sendKeys("Systems <b>1</b>", Keys.ENTER);
    String code = browser.awaitElement("class-roster", ".code").getText();
    assertTrue(browser.text().contains("Systems <b>1</b> is open."), browser.text());
    return code;
  }

  private void join(Browser browser, String code) {
    browser.go(server.at("/class?code=NONESUCH"));
    WebElement nickname = browser.awaitElement("join-form", "[name=nickname]");
    nickname.sendKeys(MARKUP, Keys.ENTER);
    browser.awaitElement("join-form", "[role=alert]");
    WebElement field = browser.find("join-form", "[name=code]");
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), code);
    browser.await("the old error is gone", d -> browser.find("join-form", "[role=alert]") == null);
    field.sendKeys(Keys.ENTER);
    browser.await(
        "what was joined",
        d -> browser.text().contains("You have joined Systems <b>1</b> as <img"));
    assertEquals(browser.find("class-room", "h2"), browser.focused());
    browser.screenshot("class-joined");
    assertEquals(List.of(), browser.barriers());
    assertFalse(browser.driver().getTitle().equals("no"));
    // The wrong code was answered with 404, which the console mentions.
    browser.complaints();
  }

  private static String roster(Browser browser) {
    WebElement roster = browser.find("class-roster", "section");
    return roster == null ? "" : roster.getText();
  }

  private void assignSandbox(Browser browser) {
    LabPage lab = LabPage.open(browser, server.at(LESSON));
    lab.run();
    lab.press("s");
    browser.awaitElement("share-dialog", "select");
    browser.await(
        "the sandbox is there",
        d ->
            "false"
                .equals(
                    browser.find("share-dialog", "form .btn").getDomAttribute("aria-disabled")));
    browser.find("share-dialog", "form .btn").click();
    assertEquals(browser.awaitElement("share-dialog", "#assigned"), browser.focused());
  }

  private void keepTheSandbox(Browser browser) throws Exception {
    browser.go(server.at("/class"));
    String address =
        browser.awaitElement("class-room", "a[href^='/lab#class=']").getDomProperty("href");
    LabPage guest = LabPage.open(browser, URI.create(address));
    browser.awaitElement("guest-banner", ".keep").click();
    browser.await("the lesson opens", driver -> driver.getCurrentUrl().endsWith(LESSON));
    LabPage lab = LabPage.opened(browser);
    browser.await("where the assignment begins", driver -> lab.step() == 41);
    lab.steps(5);
    lab.awaitPassed("ordinary");
    browser.await(
        "the server has it",
        d ->
            String.valueOf(
                    browser.driver().executeScript("return localStorage['cloister.progress']"))
                .contains("\"unsent\":[]"));
    assertFalse(guest.has("guest-banner"));
  }

  private void leave(Browser browser) {
    browser.go(server.at("/class"));
    browser.awaitElement("class-room", "confirm-button", "button").click();
    browser.awaitElement("class-room", "confirm-button", ".solid").click();
    browser.await("it is left", d -> browser.text().contains("You have left Systems"));
    assertEquals("h1", browser.focused().getTagName());
  }

  private static void delete(Browser browser) {
    browser.awaitElement("class-roster", ".foot confirm-button", "button").click();
    browser.await("the question", d -> browser.text().contains("go for good"));
    browser.focused().sendKeys(Keys.ESCAPE);
    browser.await("nothing is deleted", d -> browser.find("confirm-button", ".question") == null);
    browser.find("class-roster", ".foot confirm-button", "button").click();
    browser.awaitElement("class-roster", ".foot confirm-button", ".solid").click();
    browser.await("it is deleted", d -> browser.text().contains("is deleted."));
    assertTrue(browser.driver().findElements(By.cssSelector("class-roster")).isEmpty());
  }
}

package cloister.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.Browser;
import cloister.server.DatabaseKind;
import cloister.server.TestServer;
import cloister.server.store.Accounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AccountsApiTest {
  private static TestServer server;

  @Parameter DatabaseKind kind;

  @BeforeParameterizedClassInvocation
  static void start(DatabaseKind kind) throws Exception {
    server = TestServer.start(kind);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  private static Browser.Answer signIn(Browser browser, String name, String password) {
    return browser.post(
        "/api/sign-in", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
  }

  private static String instructor(Browser browser) {
    return browser.get("/api/me").json().get("instructor").path("name").asString("");
  }

  @Test
  void aNewInstructorIsSignedInUntilTheySignOut() {
    Browser browser = server.instructor("ada");
    assertEquals("ada", instructor(browser));
    assertEquals(204, browser.post("/api/sign-out", "{}").status());
    assertEquals("", instructor(browser));
    assertTrue(browser.get("/api/me").text().contains("\"instructor\":null"));
  }

  @Test
  void aSessionIsOverForEverybodyWhoCopiedIt() {
    Browser browser = server.instructor("barbara");
    Browser copy = server.browser().withCookiesOf(browser);
    assertEquals("barbara", instructor(copy));
    browser.post("/api/sign-out", "{}");
    assertEquals("", instructor(copy));
  }

  @Test
  void signingInEndsTheSessionThatTheBrowserHad() {
    server.instructor("karen");
    Browser browser = server.instructor("adele");
    Browser copy = server.browser().withCookiesOf(browser);
    assertEquals(200, signIn(browser, "karen", "correct horse").status());
    assertEquals("karen", instructor(browser));
    assertEquals("", instructor(copy));
  }

  @Test
  void signingInNeedsTheRightPassword() {
    server.instructor("Grace");
    Browser browser = server.browser();
    Browser.Answer wrong = signIn(browser, "Grace", "wrong horse");
    assertEquals(401, wrong.status());
    assertEquals("error.account.credentials", wrong.messageId());
    assertEquals(wrong.text(), signIn(browser, "nobody", "wrong horse").text());
    assertEquals("", instructor(browser));
    assertEquals(200, signIn(browser, "grace", "correct horse").status());
    assertEquals("Grace", instructor(browser));
  }

  @Test
  void anUnknownNameTakesAsLongAsAWrongPassword() {
    server.instructor("hedy");
    long known = median("hedy");
    long unknown = median("nobody at all");
    assertTrue(unknown > known / 3 && known > unknown / 3, known + " ns and " + unknown + " ns");
  }

  private static long median(String name) {
    long[] nanos = new long[5];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      signIn(server.browser(), name, "wrong horse");
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }

  @Test
  void aSessionExpires() {
    Browser browser = server.instructor("joan");
    server.clock().skip(Accounts.SESSION_LIFE);
    assertEquals("", instructor(browser));
  }

  @Test
  void aNameIsTakenInAnyCase() {
    server.instructor("Katherine");
    Browser.Answer answer =
        server
            .browser()
            .post("/api/accounts", "{\"name\":\"KATHERINE\",\"password\":\"correct horse\"}");
    assertEquals(409, answer.status());
    assertEquals("name", answer.field());
  }

  @Test
  void wrongFieldsAreNamed() {
    Browser browser = server.browser();
    String path = "/api/accounts";
    assertEquals("password", browser.post(path, "{\"name\":\"lise\"}").field());
    assertEquals(
        "password", browser.post(path, "{\"name\":\"lise\",\"password\":\"short\"}").field());
    assertEquals(
        "name", browser.post(path, "{\"name\":\"x\",\"password\":\"long enough\"}").field());
    assertEquals(
        "name",
        browser.post(path, "{\"name\":\"a\\u202eb\",\"password\":\"long enough\"}").field());
    assertEquals(
        "admin",
        browser
            .post(path, "{\"name\":\"lise\",\"password\":\"long enough\",\"admin\":true}")
            .field());
  }

  @Test
  void spaceAroundANameCountsForNothing() {
    Browser browser = server.browser();
    String body = "{\"name\":\"%s\",\"password\":\"correct horse\"}";
    for (String name : new String[] {"", " ", "   ", "  a ", "\u00a0\u2003a"}) {
      Browser.Answer answer = browser.post("/api/accounts", body.formatted(name));
      assertEquals(400, answer.status(), answer.text());
      assertEquals("error.schema.short", answer.messageId());
    }
    String longest = "x".repeat(64);
    Browser.Answer answer =
        browser.post("/api/accounts", body.formatted(" ".repeat(40) + longest + "  "));
    assertEquals(201, answer.status(), answer.text());
    assertEquals(longest, answer.json().get("name").asString());
  }

  @Test
  void manySignInsAtOnceAreToldToComeBackAndHoldNobodyUp() throws Exception {
    List<CompletableFuture<Browser.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> signIn(server.browser(), "nobody", "wrong horse"), Thread::startVirtualThread));
    }
    Browser other = server.browser();
    Set<Integer> statuses = new TreeSet<>();
    long slowest = 0;
    while (!answers.stream().allMatch(CompletableFuture::isDone)) {
      long start = System.nanoTime();
      assertEquals(200, other.get("/api/health").status());
      slowest = Math.max(slowest, System.nanoTime() - start);
    }
    for (CompletableFuture<Browser.Answer> answer : answers) {
      statuses.add(answer.get().status());
      if (answer.get().status() == 429) {
        assertEquals("error.account.busy", answer.get().messageId());
        assertTrue(Integer.parseInt(answer.get().header("Retry-After")) > 0);
      }
    }
    assertEquals(Set.of(401, 429), statuses);
    assertTrue(slowest < 2_000_000_000L, slowest + " ns");
  }

  private static Browser.Answer change(Browser browser, String current, String next) {
    return browser.post(
        "/api/accounts/password",
        "{\"password\":\"" + current + "\",\"newPassword\":\"" + next + "\"}");
  }

  @Test
  void anInstructorChangesThePasswordAndEndsEveryOtherSession() {
    Browser browser = server.instructor("mary");
    Browser elsewhere = server.browser();
    assertEquals(200, signIn(elsewhere, "mary", "correct horse").status());
    Browser.Answer wrong = change(browser, "wrong horse", "battery staple");
    assertEquals(403, wrong.status());
    assertEquals("password", wrong.field());
    assertEquals("newPassword", change(browser, "correct horse", "short").field());
    assertEquals(204, change(browser, "correct horse", "battery staple").status());
    assertEquals("mary", instructor(browser));
    assertEquals("", instructor(elsewhere));
    assertEquals(401, signIn(elsewhere, "mary", "correct horse").status());
    assertEquals(200, signIn(elsewhere, "mary", "battery staple").status());
  }

  @Test
  void onlyWhoIsSignedInChangesAPassword() {
    assertEquals(401, change(server.browser(), "correct horse", "battery staple").status());
  }

  @Test
  void nobodyGuessesThePasswordOfAnOpenSession() throws Exception {
    try (TestServer strict = new TestServer.Setup().rateFactor(1).start()) {
      Browser browser = strict.instructor("ruth");
      int last = 0;
      for (int i = 0; i < 11; i++) {
        last = change(browser, "wrong horse", "battery staple").status();
      }
      assertEquals(429, last);
    }
  }
}

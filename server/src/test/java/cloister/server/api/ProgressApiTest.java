package cloister.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.Browser;
import cloister.server.DatabaseKind;
import cloister.server.TestServer;
import cloister.world.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ProgressApiTest {
  private static final String ONE_STEP = "[{\"do\":\"run\",\"steps\":1}]";

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

  private static Browser.Answer store(Browser browser, String log) {
    return browser.post("/api/progress", Samples.progress(log));
  }

  private static JsonNode tasks(Browser browser) {
    return browser.get("/api/progress").json().get("lessons").path(Samples.LESSON).path("tasks");
  }

  @Test
  void whoHasDoneNothingHasNoProgressAndNoCookie() {
    Browser.Answer answer = server.browser().get("/api/progress");
    assertEquals("{\"lessons\":{}}", answer.text());
    assertTrue(answer.headers("Set-Cookie").isEmpty());
  }

  @Test
  void theTasksThatTheLogReachesAreStored() {
    Browser browser = server.browser();
    Browser.Answer stored = store(browser, Samples.FIRST_LOG);
    assertEquals(200, stored.status(), stored.text());
    assertTrue(stored.json().get("tasks").has(Samples.FIRST_TASK));
    String cookie = stored.headers("Set-Cookie").getFirst();
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
    assertFalse(cookie.contains("Secure"), cookie);
    JsonNode task = tasks(browser).get(Samples.FIRST_TASK);
    assertTrue(task.get("firstTry").asBoolean());
    assertTrue(task.get("passedAt").asString().endsWith("Z"));
  }

  @Test
  void aLogThatPassesLessTakesNothingAway() {
    Browser browser = server.browser();
    store(browser, Samples.FIRST_LOG);
    Browser.Answer shorter = store(browser, ONE_STEP);
    assertTrue(shorter.json().get("tasks").has(Samples.FIRST_TASK));
    assertEquals(Samples.json(Samples.FIRST_LOG), shorter.json().get("log"));
  }

  @Test
  void ofTwoLogsThatPassTheSameTheNewerIsKept() {
    String twoSteps = "[{\"do\":\"run\",\"steps\":2}]";
    Browser browser = server.browser();
    store(browser, twoSteps);
    assertEquals(Samples.json(ONE_STEP), store(browser, ONE_STEP).json().get("log"));
  }

  @Test
  void whatWasPassedBeforeABrokenProgramIsPassed() {
    String load = "{\"do\":\"load\",\"file\":\"wall.asm\",\"text\":\"fly away\"}";
    Browser.Answer stored =
        store(server.browser(), Samples.FIRST_LOG.replace("]", "," + load + "]"));
    assertEquals(200, stored.status(), stored.text());
    assertTrue(stored.json().get("tasks").has(Samples.FIRST_TASK));
  }

  @Test
  void aLogWithManyProgramsIsKeptShorter() {
    StringBuilder log = new StringBuilder("[");
    String run = Samples.FIRST_LOG.substring(1, Samples.FIRST_LOG.length() - 1);
    for (int i = 0; i < 60; i++) {
      String text = "nop ; " + i + " " + "x".repeat(1200);
      log.append("{\"do\":\"load\",\"file\":\"wall.asm\",\"text\":\"" + text + "\"},");
      log.append(run).append(i < 59 ? "," : "]");
    }
    assertTrue(log.length() > 64 << 10);
    Browser.Answer stored = store(server.browser(), log.toString());
    assertEquals(200, stored.status(), stored.text());
    assertTrue(stored.json().get("log").size() < 60, stored.text());
    assertTrue(stored.text().contains("nop ; 59"), "the last program stays");
  }

  @Test
  void whatTheLogWasReplayedOnIsNoted() {
    Browser browser = server.browser();
    String seeded = Samples.progress(Samples.FIRST_LOG).replace("\"log\"", "\"seed\":9,\"log\"");
    JsonNode recording = browser.post("/api/progress", seeded).json().get("recording");
    assertEquals(9, recording.get("seed").asInt());
    assertEquals(Simulator.VERSION, recording.get("simulator").asString());
    assertEquals(
        Samples.lesson().scenario().withSeed(9).hash(), recording.get("scenarioHash").asString());
    assertEquals(64, recording.get("digest").asString().length());
    JsonNode lessons = browser.get("/api/progress").json().get("lessons");
    assertEquals(recording, lessons.get(Samples.LESSON).get("recording"));
  }

  @Test
  void aLogThatReachesNothingPassesNothing() {
    Browser browser = server.browser();
    assertTrue(store(browser, ONE_STEP).json().get("tasks").isEmpty());
  }

  @Test
  void resultsAreNotTakenFromTheClient() {
    Browser.Answer answer =
        server
            .browser()
            .post(
                "/api/progress",
                "{\"lesson\":\"" + Samples.LESSON + "\",\"log\":[],\"tasks\":{\"ordinary\":{}}}");
    assertEquals(400, answer.status());
    assertEquals("tasks", answer.field());
  }

  @Test
  void wrongFieldsAreNamed() {
    Browser browser = server.browser();
    assertEquals("lesson", browser.post("/api/progress", "{\"log\":[]}").field());
    assertEquals("log", browser.post("/api/progress", "{\"lesson\":\"x\"}").field());
    Browser.Answer unknown = browser.post("/api/progress", "{\"lesson\":\"x\",\"log\":[]}");
    assertEquals(404, unknown.status());
    assertEquals("lesson", unknown.field());
    Browser.Answer bad = store(browser, "[{\"do\":\"seek\",\"step\":\"two\"}]");
    assertEquals(400, bad.status());
    assertEquals("log[0].step", bad.field());
  }

  @Test
  void aLogThatNobodyTypedIsNotKept() {
    Browser browser = server.browser();
    String answer = "{\"do\":\"answer\",\"task\":\"ordinary\",\"value\":%s}";
    Browser.Answer text =
        store(browser, "[" + answer.formatted("\"" + "x".repeat(201) + "\"") + "]");
    assertEquals(422, text.status(), text.text());
    assertEquals("log[0].value", text.field());
    Browser.Answer items =
        store(browser, "[" + answer.formatted("[" + "\"x\",".repeat(20) + "\"x\"]") + "]");
    assertEquals(422, items.status(), items.text());
    assertEquals("log[0].value", items.field());
    String run = ONE_STEP.substring(1, ONE_STEP.length() - 1);
    Browser.Answer log = store(browser, "[" + (run + ",").repeat(8000) + run + "]");
    assertEquals(413, log.status(), log.text());
    assertEquals("log", log.field());
    assertEquals("{\"lessons\":{}}", browser.get("/api/progress").text());
  }

  @Test
  void oneAddressBringsOnlySoManyNewDevices() throws Exception {
    try (TestServer strict = new TestServer.Setup().rateFactor(0.0125).start()) {
      Browser known = strict.browser();
      assertEquals(200, store(known, ONE_STEP).status());
      for (int i = 0; i < 2; i++) {
        assertEquals(200, store(strict.browser(), ONE_STEP).status());
      }
      Browser.Answer more = store(strict.browser(), ONE_STEP);
      assertEquals(429, more.status());
      assertEquals("error.rate.newcomers", more.messageId());
      assertEquals(200, store(known, ONE_STEP).status());
    }
  }

  @Test
  void aForgedCookieIsNobody() {
    Browser.Answer answer =
        server.browser().get("/api/progress", "Cookie", "cloister-device=AAAAAAAAAAAAAAAAAAAAAA");
    assertEquals("{\"lessons\":{}}", answer.text());
  }

  @Test
  void aCodeMovesProgressToAnotherDeviceOnce() {
    Browser phone = server.browser();
    store(phone, Samples.FIRST_LOG);
    String code = phone.post("/api/progress/code", "{}").json().get("code").asString();
    assertEquals(10, code.length());
    Browser desk = server.browser();
    String typed =
        code.toLowerCase(java.util.Locale.ROOT).substring(0, 5) + "-" + code.substring(5);
    Browser.Answer claimed = desk.post("/api/progress/claim", "{\"code\":\"" + typed + "\"}");
    assertEquals(200, claimed.status(), claimed.text());
    assertTrue(tasks(desk).has(Samples.FIRST_TASK));
    Browser.Answer again =
        server.browser().post("/api/progress/claim", "{\"code\":\"" + code + "\"}");
    assertEquals(400, again.status());
    assertEquals("code", again.field());
  }

  @Test
  void claimingKeepsWhatTheDeviceHadAndSharesItBack() {
    Browser desk = server.browser();
    store(desk, Samples.FIRST_LOG);
    Browser phone = server.browser();
    store(phone, ONE_STEP);
    String code = phone.post("/api/progress/code", "{}").json().get("code").asString();
    desk.post("/api/progress/claim", "{\"code\":\"" + code + "\"}");
    assertTrue(tasks(phone).has(Samples.FIRST_TASK));
    assertTrue(tasks(desk).has(Samples.FIRST_TASK));
  }

  @Test
  void aCodeExpires() {
    Browser phone = server.browser();
    store(phone, ONE_STEP);
    String code = phone.post("/api/progress/code", "{}").json().get("code").asString();
    server.clock().skip(Duration.ofMinutes(61));
    assertEquals(
        400, server.browser().post("/api/progress/claim", "{\"code\":\"" + code + "\"}").status());
  }

  @Test
  void aHundredWritesAtOnceAreAllKept() throws Exception {
    Browser browser = server.browser();
    store(browser, ONE_STEP);
    List<Future<Browser.Answer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        String log = "[{\"do\":\"run\",\"steps\":" + (40 + i % 20) + "}]";
        answers.add(threads.submit(() -> store(browser, log)));
      }
    }
    for (Future<Browser.Answer> answer : answers) {
      assertEquals(200, answer.get().status(), answer.get().text());
    }
    assertTrue(tasks(browser).has(Samples.FIRST_TASK));
  }
}

package cloister.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.server.Browser;
import cloister.server.TestServer;
import cloister.server.http.AtOnce;
import cloister.server.http.Problem;
import cloister.server.run.Budgets;
import cloister.world.Command;
import cloister.world.run.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RunsApiTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Browser.Answer run(String body) {
    return server.browser().post("/api/runs", body);
  }

  @Test
  void aRunGivesTheDigestThatTheSameLogGivesHere() throws Exception {
    String scenario = Samples.lesson().scenario().toJson().write();
    Browser.Answer answer =
        run("{\"scenario\":" + scenario + ",\"log\":" + Samples.FIRST_LOG + "}");
    String expected =
        Replay.of(new OpcodeTable(), Samples.lesson().scenario())
            .play(List.of(new Command.Run(46)))
            .result()
            .digest();
    JsonNode result = answer.json();
    assertEquals(expected, result.get("digest").asString());
    assertEquals(46, result.get("steps").asInt());
    assertTrue(result.get("exits").isObject());
    assertTrue(result.get("wallMillis").asDouble() > 0);
    assertFalse(result.get("halted").asBoolean());
    assertFalse(result.has("tasks"));
  }

  @Test
  void aLessonsRunSaysWhichTasksItPasses() {
    JsonNode result = run(Samples.progress(Samples.FIRST_LOG)).json();
    assertTrue(result.get("tasks").get(Samples.FIRST_TASK).get("passed").asBoolean());
    assertEquals(
        1,
        result.get("tasks").properties().stream()
            .filter(task -> task.getValue().get("passed").asBoolean())
            .count());
  }

  @Test
  void aScenarioThatIsNotTheLessonsIsRunWithoutItsTasks() {
    JsonNode result =
        run("{\"lesson\":\""
                + Samples.LESSON
                + "\",\"log\":[{\"do\":\"run\",\"steps\":10}],\"scenario\":"
                + Samples.LOOP
                + "}")
            .json();
    assertFalse(result.has("tasks"));
    assertEquals(10, result.get("steps").asInt());
  }

  @Test
  void withoutALogTheLessonRunsToItsEnd() {
    JsonNode result = run("{\"lesson\":\"" + Samples.LESSON + "\"}").json();
    assertTrue(result.get("halted").asBoolean());
  }

  @Test
  void withoutALogALoopEndsWithTheServersBudget() {
    JsonNode result = run("{\"scenario\":" + Samples.LOOP + "}").json();
    assertEquals(TestServer.BUDGETS.steps(), result.get("steps").asInt());
  }

  @Test
  void theSameRunIsNotMadeTwice() {
    String body = "{\"scenario\":" + Samples.LOOP + ",\"log\":[{\"do\":\"run\",\"steps\":7}]}";
    assertEquals(run(body).text(), run(body).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}                                                                  | scenario
          {"scenario":7}                                                      | scenario
          {"scenario":{"format":1,"model":"rings","files":[]}}                | scenario.files
          {"scenario":{"format":2,"model":"rings","files":[]}}                | scenario.format
          {"scenario":{"format":1,"model":"vax","files":[{"name":"a","text":""}]}} | scenario.model
          {"scenario":{"format":1,"model":"rings","files":[{"name":"a"}]}}    | scenario.files[0].text
          {"lesson":"rings/wall-and-gate","log":7}                            | log
          {"lesson":"rings/wall-and-gate","log":[7]}                          | log[0]
          {"lesson":"rings/wall-and-gate","log":[{"do":"fly"}]}               | log[0].do
          {"lesson":"rings/wall-and-gate","log":[{"do":"run","steps":-1}]}    | log[0].steps
          {"lesson":"rings/wall-and-gate","log":[{"do":"poke","path":"x","value":1}]} | log[0].path
          {"lesson":"rings/wall-and-gate","log":[{"do":"answer","task":"x","value":1}]} | log[0].task
          {"lesson":"rings/wall-and-gate","log":[],"more":1}                  | more
          {"lesson":"rings/wall-and-gate","technique":"vmx"}                  | technique
          """)
  void aWrongFieldIsNamed(String body, String field) {
    Browser.Answer answer = run(body.strip());
    assertEquals(400, answer.status(), answer.text());
    assertEquals(field.strip(), answer.field(), answer.text());
    assertTrue(answer.json().get("detail").asString().startsWith(field.strip() + ": "));
    assertFalse(answer.messageId().isEmpty());
  }

  private static String broken(String source) {
    return Samples.LOOP.replace("inc eax", source);
  }

  @Test
  void aSourceThatDoesNotAssembleIsAProblemAtItsPlace() {
    Browser.Answer answer = run("{\"scenario\":" + broken("fly away\\nfly home") + "}");
    assertEquals(422, answer.status(), answer.text());
    assertTrue(answer.header("Content-Type").startsWith("application/problem+json"));
    JsonNode problem = answer.json();
    assertEquals("scenario.files[0].text", answer.field());
    assertEquals("loop.asm", problem.get("file").asString());
    assertEquals(3, problem.get("line").asInt());
    assertEquals(8, problem.get("column").asInt());
    JsonNode first = problem.get("errors").get(0);
    assertEquals(answer.messageId(), first.get("messageId").asString());
    assertEquals(
        "scenario.files[0].text: loop.asm:3:8: " + first.get("message").asString(),
        problem.get("detail").asString());
    assertEquals(4, problem.get("errors").get(1).get("line").asInt());
  }

  @Test
  void aSourceThatTheLogLoadsIsNamedThere() {
    String load = "{\"do\":\"load\",\"file\":\"loop.asm\",\"text\":\"fly away\"}";
    String scenario = Samples.LOOP.replace("\"text\"", "\"editable\":true,\"text\"");
    Browser.Answer answer =
        run("{\"scenario\":" + scenario + ",\"log\":[" + load + "," + load + "]}");
    assertEquals(422, answer.status(), answer.text());
    assertEquals("log[1].text", answer.field());
    assertEquals(1, answer.json().get("line").asInt());
  }

  @Test
  void oneAddressHasOnlySoManyRunsUnderWay() throws Exception {
    AtOnce atOnce = new AtOnce(1);
    String inner =
        atOnce.within(
            "a",
            "error.run.atOnce",
            () -> {
              Problem problem =
                  assertThrows(
                      Problem.class, () -> atOnce.within("a", "error.run.atOnce", () -> "more"));
              assertEquals(429, problem.status());
              return atOnce.within("b", "error.run.atOnce", () -> "other");
            });
    assertEquals("other", inner);
    assertEquals("again", atOnce.within("a", "error.run.atOnce", () -> "again"));
  }

  @Test
  void everyProblemHasWords() {
    Browser.Answer answer = run("{\"scenario\":{\"format\":1,\"model\":\"vax\",\"files\":[]}}");
    assertFalse(answer.json().get("detail").asString().contains("error."), answer.text());
  }

  @Test
  void anUnknownLessonIsNotFound() {
    Browser.Answer answer = run("{\"lesson\":\"rings/none\"}");
    assertEquals(404, answer.status());
    assertEquals("lesson", answer.field());
  }

  @Test
  void moreStepsThanTheBudgetAreRefusedWithTheNumber() {
    Browser.Answer answer =
        run("{\"scenario\":" + Samples.LOOP + ",\"log\":[{\"do\":\"run\",\"steps\":6000000}]}");
    assertEquals(400, answer.status());
    assertEquals("error.budget", answer.messageId());
    assertEquals("log[0].steps", answer.field());
    assertTrue(answer.json().get("detail").asString().contains("5000000"), answer.text());
  }

  @Test
  void aNumberThatNoMachineHasIsRefused() {
    Browser.Answer answer =
        run("{\"lesson\":\"" + Samples.LESSON + "\",\"log\":[{\"do\":\"run\",\"steps\":1e999}]}");
    assertEquals(400, answer.status(), answer.text());
  }

  @Test
  void aClassBehindOneAddressMayRunAtTheSameTime() throws Exception {
    try (TestServer limited = new TestServer.Setup().rateFactor(1).start()) {
      List<Integer> statuses = runAtOnce(5, limited::browser);
      assertEquals(List.of(200, 200, 200, 200, 200), statuses);
    }
  }

  @Test
  void oneLearnerHasTwoRunsAtATime() throws Exception {
    try (TestServer limited = new TestServer.Setup().rateFactor(1).start()) {
      Browser learner = limited.browser();
      assertEquals(200, learner.post("/api/progress/code", "{}").status());
      List<Integer> statuses = runAtOnce(5, () -> learner);
      assertTrue(statuses.contains(429), statuses.toString());
      assertTrue(statuses.stream().filter(status -> status == 200).count() >= 2);
    }
  }

  /** Long runs, each of its own, so that none is remembered and all are under way together. */
  private static List<Integer> runAtOnce(int count, Supplier<Browser> browsers) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<Browser.Answer>> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Browser browser = browsers.get();
        String body =
            "{\"scenario\":"
                + Samples.LOOP
                + ",\"log\":[{\"do\":\"run\",\"steps\":"
                + (4_000_000 + i)
                + "}]}";
        answers.add(threads.submit(() -> browser.post("/api/runs", body)));
      }
      for (Future<Browser.Answer> answer : answers) {
        statuses.add(answer.get().status());
      }
    }
    return statuses;
  }

  /** Each of its instructions reads 64 KiB, and it never ends. */
  private static final String READING =
      "{\"scenario\":{\"format\":1,\"model\":\"rings\",\"budget\":2000000000,\"files\":"
          + "[{\"name\":\"a.asm\",\"text\":\"org 0x7c00\\n"
          + "bits 16\\n"
          + "mov ax, 0x1000\\n"
          + "mov es, ax\\n"
          + "again: mov cx, 0x4000\\n"
          + "rep lodsd\\n"
          + "jmp again\\n"
          + "\"}]}}";

  private static TestServer.Setup strict() {
    return new TestServer.Setup()
        .trustProxy()
        .rateFactor(0.02)
        .budgets(
            new Budgets(2_000_000_000, Duration.ofSeconds(2), 128, 2, 256, Duration.ofSeconds(30)));
  }

  @Test
  void whoHasHeldProcessesForLongComesLater() throws Exception {
    try (TestServer strict = strict().start()) {
      List<String> answers = new ArrayList<>();
      for (String address : List.of("10.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.2")) {
        Browser.Answer answer =
            strict.browser().post("/api/runs", READING, "X-Forwarded-For", address);
        answers.add(answer.status() + " " + answer.messageId());
      }
      assertEquals(
          List.of(
              "422 error.run.time",
              "422 error.run.time",
              "429 error.run.processor",
              "422 error.run.time"),
          answers);
      assertEquals(
          200,
          strict
              .browser()
              .post(
                  "/api/progress",
                  Samples.progress(Samples.FIRST_LOG),
                  "X-Forwarded-For",
                  "10.0.0.1")
              .status());
    }
  }

  @Test
  void progressIsSavedWhileStrangersRun() throws Exception {
    try (TestServer busy =
        new TestServer.Setup()
            .budgets(
                new Budgets(
                    200_000_000, Duration.ofSeconds(20), 128, 2, 256, Duration.ofSeconds(30)))
            .start()) {
      for (int i = 0; i < 6; i++) {
        String other = READING.replace("0x1000", "0x100" + i);
        Thread.startVirtualThread(() -> busy.browser().post("/api/runs", other));
      }
      Thread.sleep(3000);
      long start = System.nanoTime();
      Browser.Answer saved =
          busy.browser().post("/api/progress", Samples.progress(Samples.FIRST_LOG));
      assertEquals(200, saved.status(), saved.text());
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(waited.compareTo(Duration.ofSeconds(5)) < 0, waited.toString());
    }
  }
}

package cloister.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.lessons.LessonLog;
import cloister.server.Browser;
import cloister.server.DatabaseKind;
import cloister.server.TestServer;
import cloister.world.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
class ClassesApiTest {
  private static TestServer server;
  private static Browser ada;
  private static Browser bob;

  @Parameter DatabaseKind kind;

  @BeforeParameterizedClassInvocation
  static void start(DatabaseKind kind) throws Exception {
    server = TestServer.start(kind);
    ada = server.instructor("ada");
    bob = server.instructor("bob");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  private static String newClass(String title) {
    Browser.Answer answer = ada.post("/api/classes", "{\"title\":\"" + title + "\"}");
    assertEquals(201, answer.status(), answer.text());
    return answer.json().get("code").asString();
  }

  private static Browser.Answer join(Browser browser, String code, String nickname) {
    return browser.post("/api/classes/" + code + "/join", "{\"nickname\":\"" + nickname + "\"}");
  }

  private static JsonNode learners(String code) {
    return ada.get("/api/classes/" + code + "/roster").json().get("learners");
  }

  @Test
  void aCodeHasNoLookAlikes() {
    assertTrue(newClass("Codes").matches("[A-HJKMNP-Z2-9]{8}"));
  }

  @Test
  void anInstructorSeesTheirOwnClassesOnly() {
    String code = newClass("Mine");
    assertTrue(ada.get("/api/classes").text().contains(code));
    assertEquals("{\"classes\":[]}", bob.get("/api/classes").text());
    assertEquals(401, server.browser().get("/api/classes").status());
    assertEquals(401, server.browser().post("/api/classes", "{\"title\":\"x\"}").status());
    assertEquals("title", ada.post("/api/classes", "{\"title\":\"\"}").field());
    assertEquals("title", ada.post("/api/classes", "{\"title\":\" \\t \"}").field());
  }

  @Test
  void learnersJoinWithCodeAndNickname() {
    String code = newClass("Joining");
    Browser learner = server.browser();
    assertEquals(403, learner.get("/api/classes/" + code).status());
    Browser.Answer joined = join(learner, code.toLowerCase(java.util.Locale.ROOT), "Mira");
    assertEquals(200, joined.status(), joined.text());
    assertEquals("Joining", joined.json().get("title").asString());
    JsonNode seen = learner.get("/api/classes/" + code).json();
    assertEquals("Mira", seen.get("nickname").asString());
    assertEquals(false, seen.get("owner").asBoolean());
    JsonNode membership = learner.get("/api/me").json().get("memberships").get(0);
    assertEquals(code, membership.get("code").asString());
    assertEquals("Mira", membership.get("nickname").asString());
    assertTrue(ada.get("/api/classes/" + code).json().get("owner").asBoolean());
  }

  @Test
  void aNicknameIsTakenOnceButMayBeChanged() {
    String code = newClass("Nicknames");
    Browser first = server.browser();
    join(first, code, "Sam");
    Browser.Answer second = join(server.browser(), code, "sam");
    assertEquals(409, second.status());
    assertEquals("nickname", second.field());
    assertEquals(200, join(first, code, "Samira").status());
    assertEquals(200, join(server.browser(), code, "Sam").status());
    assertEquals(2, learners(code).size());
  }

  @Test
  void aLearnerLeavesAndKeepsTheCookie() {
    String code = newClass("Leaving");
    Browser learner = server.browser();
    join(learner, code, "Mira");
    assertEquals(404, server.browser().delete("/api/classes/" + code + "/membership").status());
    assertEquals(204, learner.delete("/api/classes/" + code + "/membership").status());
    assertEquals(0, learners(code).size());
    Browser.Answer again = learner.delete("/api/classes/" + code + "/membership");
    assertEquals(404, again.status());
    assertEquals(again.text(), learner.delete("/api/classes/nonesuch/membership").text());
    assertEquals(403, learner.get("/api/classes/" + code).status());
  }

  @Test
  void onlyTheOwnerDeletesAClassAndAllThatIsInIt() {
    String code = newClass("Over");
    Browser learner = server.browser();
    join(learner, code, "Mira");
    assertEquals(401, learner.delete("/api/classes/" + code).status());
    assertEquals(403, bob.delete("/api/classes/" + code).status());
    assertEquals(204, ada.delete("/api/classes/" + code).status());
    assertEquals(404, ada.delete("/api/classes/" + code).status());
    assertEquals(404, learner.get("/api/classes/" + code).status());
    assertEquals("[]", learner.get("/api/me").json().get("memberships").toString());
  }

  @Test
  void whoCannotJoinGetsNoCookie() {
    String code = newClass("Once");
    join(server.browser(), code, "Sam");
    Browser.Answer taken = join(server.browser(), code, "sam");
    assertEquals(409, taken.status());
    assertEquals(java.util.List.of(), taken.headers("Set-Cookie"));
  }

  @Test
  void wrongFieldsAreNamed() {
    String code = newClass("Fields");
    assertEquals("nickname", server.browser().post("/api/classes/" + code + "/join", "{}").field());
    assertEquals("nickname", join(server.browser(), code, "x".repeat(41)).field());
    Browser.Answer none = join(server.browser(), "NONESUCH", "Mira");
    assertEquals(404, none.status());
    assertEquals("code", none.field());
  }

  @Test
  void theRosterIsForTheOwnerOnly() {
    String code = newClass("Roster");
    Browser learner = server.browser();
    join(learner, code, "Mira");
    learner.post("/api/progress", Samples.progress(Samples.FIRST_LOG));
    String path = "/api/classes/" + code + "/roster";
    assertEquals("rings/machine", ada.get(path).json().get("lesson").asString(), "the first");
    JsonNode roster = ada.get(path + "?lesson=" + Samples.LESSON).json();
    assertEquals(Samples.LESSON, roster.get("lesson").asString());
    assertEquals(Samples.FIRST_TASK, roster.get("tasks").get(0).asString());
    JsonNode mira = roster.get("learners").get(0);
    assertEquals("Mira", mira.get("nickname").asString());
    assertTrue(mira.get("tasks").has(Samples.FIRST_TASK));
    assertEquals(403, bob.get(path).status());
    assertEquals(401, learner.get(path).status());
    assertEquals(401, server.browser().get(path).status());
    assertEquals("lesson", ada.get(path + "?lesson=rings/none").field());
  }

  @Test
  void whoFinishedALessonBeforeItWasCutAnewHasFinishedWhatItBecame() throws Exception {
    String code = newClass("Before");
    Browser learner = server.browser();
    join(learner, code, "Mira");
    List<LessonLog> logs =
        LessonLog.of(Path.of("../lessons/course"), List.of("rings/wall-and-gate"));
    String log = Json.array(logs.get(0).commands().stream().map(Command::toJson).toList()).write();
    String body = "{\"lesson\":\"rings/wall-and-gate\",\"log\":" + log + "}";
    Browser.Answer saved = learner.post("/api/progress", body);
    assertEquals(200, saved.status(), saved.text());
    String roster = "/api/classes/" + code + "/roster?lesson=";
    for (String became : List.of("rings/without-a-wall", "rings/gate", "rings/error-codes")) {
      JsonNode answer = ada.get(roster + became).json();
      JsonNode tasks = answer.get("learners").get(0).get("tasks");
      assertEquals(answer.get("tasks").size(), tasks.size(), became);
    }
    JsonNode other = ada.get(roster + "rings/timer").json();
    assertEquals(0, other.get("learners").get(0).get("tasks").size());
  }

  @Test
  void theRosterIsOfTheLessonOfAnAssignedSandbox() {
    String code = newClass("Sandboxes");
    String roster = "/api/classes/" + code + "/roster";
    assertNotEquals(Samples.LESSON, ada.get(roster).json().get("lesson").asString());
    String sandbox = "{\"title\":\"Try this\",\"sandbox\":" + Samples.sandbox() + "}";
    assertEquals(201, ada.post("/api/classes/" + code + "/assignments", sandbox).status());
    assertEquals(Samples.LESSON, ada.get(roster).json().get("lesson").asString());
  }

  @Test
  void onlyTheOwnerRemovesAMemberWhoMayComeBack() {
    String code = newClass("Removing");
    Browser learner = server.browser();
    join(learner, code, "Mira");
    String path = "/api/classes/" + code + "/members/" + learners(code).get(0).get("number");
    assertEquals(403, bob.delete(path).status());
    assertEquals(401, learner.delete(path).status());
    assertEquals(204, ada.delete(path).status());
    assertEquals(404, ada.delete(path).status());
    assertEquals(404, ada.delete("/api/classes/" + code + "/members/x").status());
    assertEquals(403, learner.get("/api/classes/" + code).status());
    assertEquals(200, join(learner, code, "Mira").status());
  }

  @Test
  void onlyTheOwnerAssigns() {
    String code = newClass("Assigning");
    Browser learner = server.browser();
    join(learner, code, "Mira");
    String path = "/api/classes/" + code + "/assignments";
    String sandbox = "{\"title\":\"Try this\",\"sandbox\":" + Samples.sandbox() + "}";
    assertEquals(403, bob.post(path, sandbox).status());
    assertEquals(401, learner.post(path, sandbox).status());
    assertEquals(201, ada.post(path, sandbox).status());
    Browser.Answer lesson =
        ada.post(path, "{\"title\":\"Read\",\"lesson\":\"" + Samples.LESSON + "\"}");
    assertEquals(2, lesson.json().get("number").asInt());
    JsonNode seen = learner.get("/api/classes/" + code).json().get("assignments");
    assertEquals("Try this", seen.get(0).get("title").asString());
    assertEquals(Samples.json(Samples.sandbox()), seen.get(0).get("sandbox"));
    assertEquals(Samples.LESSON, seen.get(1).get("lesson").asString());
    assertEquals(403, bob.delete(path + "/1").status());
    assertEquals(204, ada.delete(path + "/1").status());
    assertEquals(404, ada.delete(path + "/1").status());
    assertEquals(1, learner.get("/api/classes/" + code).json().get("assignments").size());
  }

  @Test
  void theSandboxesOfAClassHaveALimitTogether() {
    String path = "/api/classes/" + newClass("Heavy") + "/assignments";
    String step = "{\"do\":\"poke\",\"path\":\"idt.30.dpl\",\"value\":3}";
    String log = "[" + (step + ",").repeat(5000) + step + "]";
    String body =
        "{\"title\":\"x\",\"sandbox\":" + Samples.sandbox().replace(Samples.FIRST_LOG, log) + "}";
    int taken = 0;
    Browser.Answer answer = ada.post(path, body);
    while (answer.status() == 201) {
      taken += body.length();
      answer = ada.post(path, body);
    }
    assertEquals("error.class.sandboxes", answer.messageId(), answer.text());
    assertEquals(409, answer.status());
    assertTrue(taken > 1 << 20 && taken < (2 << 20) + body.length(), "" + taken);
  }

  @Test
  void anAssignmentIsALessonOrASandbox() {
    String path = "/api/classes/" + newClass("Either") + "/assignments";
    assertEquals("title", ada.post(path, "{\"lesson\":\"" + Samples.LESSON + "\"}").field());
    assertEquals("sandbox", ada.post(path, "{\"title\":\"x\"}").field());
    assertEquals("lesson", ada.post(path, "{\"title\":\"x\",\"lesson\":\"no\"}").field());
    assertEquals("sandbox.format", ada.post(path, "{\"title\":\"x\",\"sandbox\":{}}").field());
  }

  @Test
  void joiningTwoClassesOnTwoDevicesBecomesOneLearner() {
    String one = newClass("One");
    String two = newClass("Two");
    Browser phone = server.browser();
    Browser desk = server.browser();
    join(phone, one, "Mira");
    join(desk, one, "Mira at the desk");
    join(desk, two, "Mira");
    String code = phone.post("/api/progress/code", "{}").json().get("code").asString();
    desk.post("/api/progress/claim", "{\"code\":\"" + code + "\"}");
    assertEquals(2, phone.get("/api/me").json().get("memberships").size());
    assertEquals("Mira", learners(one).get(0).get("nickname").asString());
    assertEquals(1, learners(one).size());
  }

  @Test
  void manyWhoJoinAtOnceGetDifferentNumbers() throws Exception {
    String code = newClass("Rush");
    List<Future<Browser.Answer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        String nickname = "Learner " + i;
        answers.add(threads.submit(() -> join(server.browser(), code, nickname)));
      }
    }
    for (Future<Browser.Answer> answer : answers) {
      assertEquals(200, answer.get().status(), answer.get().text());
    }
    Set<Integer> numbers = new HashSet<>();
    learners(code).forEach(learner -> numbers.add(learner.get("number").asInt()));
    assertEquals(40, numbers.size());
  }
}

package cloister.world.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.world.Kernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs to a line, and to what the learner is asked. */
class WalksTest {
  private static final String TASK =
      """
      {"id":"p","title":"t","check":{"predict":{"before":"at try_cli","ask":"cpu.fault",
       "choices":["none","GP"]}}}
      """;

  private final SimulatorPort port = new SimulatorPort();

  @BeforeEach
  void open() throws Exception {
    open(TASK, "");
  }

  private void open(String tasks, String more) throws Exception {
    String scenario = Kernel.scenario().toJson().write();
    view(
        """
        {"do":"open","catalogue":%s,"lesson":{"format":1,"id":"rings/test","title":"Test",
         "scenario":%s,"deny":[],"tasks":[%s]}%s}
        """
            .formatted(SimulatorPortTest.catalogue(), scenario, tasks, more));
  }

  @Test
  void aRunThatMindsQuestionsStopsAtOneAndStaysThere() throws Exception {
    String run = "{\"do\":\"run\",\"stops\":[],\"budget\":1000,\"questions\":true}";
    Json.Obj asked = view(run);
    assertEquals("\"stopped.prediction\"", reason(asked));
    assertEquals("3", asked.get("cpl").write());
    assertEquals(asked.get("step"), view(run).get("step"));
    Json.Obj through = view("{\"do\":\"run\",\"stops\":[],\"budget\":1000}");
    assertNotEquals(asked.get("step"), through.get("step"));
  }

  @Test
  void aRunThatMindsQuestionsStopsWhereTheMachineAnswersOne() throws Exception {
    String run = "{\"do\":\"run\",\"stops\":[],\"budget\":1000,\"questions\":true}";
    view(run);
    view("{\"do\":\"answer\",\"task\":\"p\",\"value\":\"none\"}");
    Json.Obj answered = view(run);
    assertEquals("\"stopped.decided\"", reason(answered));
    assertEquals("\"fault\"", answered.get("status").write());
    assertNotEquals(answered.get("step"), view(run).get("step"));
  }

  @Test
  void aRunPastOneQuestionStillStopsAtWhatTheStepDoesAndAtTheNextQuestion() throws Exception {
    String run = "{\"do\":\"run\",\"stops\":[%s],\"budget\":1000,\"questions\":true%s}";
    int asked = step(view(run.formatted("", "")));
    String past = ",\"past\":" + asked;
    Json.Obj refused = view(run.formatted("\"fault\"", past));
    assertEquals(asked + 1, step(refused), "the questioned step itself is refused");
    view("{\"do\":\"seek\",\"step\":0}");
    assertEquals(asked, step(view(run.formatted("", ",\"past\":" + (asked - 1)))));
    assertNotEquals(asked, step(view(run.formatted("", past))));
  }

  @Test
  void aRunThatMindsTasksStopsWhereOneIsPassedAndOnlyOnce() throws Exception {
    String run = "{\"do\":\"run\",\"stops\":[],\"budget\":1000,\"tasks\":true}";
    open(
        """
        {"id":"left","title":"t","check":{"state":{"cpu.cpl":3}}},
        {"id":"late","title":"t","check":{"trace":{"has":"fault.GP"}}}
        """,
        "");
    Json.Obj left = view(run);
    assertEquals("\"stopped.passed\"", reason(left));
    assertEquals("3", left.get("cpl").write());
    assertEquals("null", left.get("why").write());
    assertEquals("\"fault\"", view(run).get("status").write());
    assertEquals("null", view(run).get("stopped").write(), "nothing is left to pass");
  }

  @Test
  void whatWasPassedInAnotherSessionHoldsNoRunUp() throws Exception {
    open(
        "{\"id\":\"left\",\"title\":\"t\",\"check\":{\"state\":{\"cpu.cpl\":3}}}",
        ",\"passed\":[\"left\"]");
    String run = "{\"do\":\"run\",\"stops\":[],\"budget\":1000,\"tasks\":true}";
    assertEquals("null", view(run).get("stopped").write());
  }

  private static int step(Json.Obj view) throws Exception {
    return Integer.parseInt(view.get("step").write());
  }

  @Test
  void theQuestionIsReachedFromWhereverOneIs() throws Exception {
    Json.Obj asked = view("{\"do\":\"reach\"}");
    assertEquals("\"stopped.prediction\"", reason(asked));
    view("{\"do\":\"answer\",\"task\":\"p\",\"value\":\"GP\"}");
    assertEquals("\"stopped.no-question\"", reason(view("{\"do\":\"reach\"}")));
  }

  @Test
  void aLineIsReachedWhenItsInstructionIsNextAndNoFurtherThanAQuestion() throws Exception {
    Json.Obj at = view(line(4));
    Json.Obj current = (Json.Obj) ((Json.Obj) at.get("code")).get("current");
    assertEquals("4", current.get("line").write());
    assertEquals("\"stopped.prediction\"", reason(view(line(12))));
    view("{\"do\":\"answer\",\"task\":\"p\",\"value\":\"GP\"}");
    Json.Obj there = view(line(12));
    current = (Json.Obj) ((Json.Obj) there.get("code")).get("current");
    assertEquals("12", current.get("line").write());
  }

  @Test
  void aLineWithoutAnInstructionIsSaidToHaveNone() throws Exception {
    assertEquals("\"stopped.no-code\"", reason(view(line(2))));
    assertTrue(port.request(line(0)).contains("\"field\":\"line\""));
  }

  @Test
  void aRefusalIsTriedAgainWithWhatWasChangedSince() throws Exception {
    String toFault = "{\"do\":\"run\",\"stops\":[\"fault\"],\"budget\":1000}";
    assertEquals("\"stopped.not-refused\"", reason(view("{\"do\":\"retry\"}")));
    view(toFault);
    Json.Obj refused = view(toFault);
    assertNotEquals(Json.NULL, ((Json.Obj) refused.get("rings")).get("refusal"));
    Json.Obj changed = view("{\"do\":\"poke\",\"path\":\"idt.30.dpl\",\"value\":3}");
    assertEquals(Json.NULL, ((Json.Obj) changed.get("rings")).get("refusal"), "it is open");
    assertEquals("true", ((Json.Obj) changed.get("why")).get("changed").write());
    Json.Obj before = view("{\"do\":\"retry\"}");
    assertEquals("\"stopped.retry\"", reason(before));
    assertEquals(Json.NULL, before.get("why"));
    Json.Obj passed = view("{\"do\":\"step\"}");
    assertEquals(refused.get("step"), passed.get("step"));
    assertEquals("0", passed.get("cpl").write());
    assertEquals(Json.NULL, passed.get("why"));
  }

  @Test
  void whatWasChangedInTheHandlerIsKeptToo() throws Exception {
    view("{\"do\":\"run\",\"stops\":[\"fault\"],\"budget\":1000}");
    view("{\"do\":\"step\"}");
    view("{\"do\":\"poke\",\"path\":\"reg.esp\",\"value\":4096}");
    view("{\"do\":\"poke\",\"path\":\"flags.iopl\",\"value\":3}");
    Json.Obj before = view("{\"do\":\"retry\"}");
    assertEquals("3", before.get("iopl").write());
    assertTrue(before.get("registers").write().contains("{\"name\":\"esp\",\"value\":143360"));
    assertEquals(Json.NULL, view("{\"do\":\"step\"}").get("why"));
  }

  private static String line(int line) {
    return "{\"do\":\"reach\",\"file\":\"program.asm\",\"line\":" + line + "}";
  }

  private static String reason(Json.Obj view) {
    return ((Json.Obj) view.get("stopped")).get("id").write();
  }

  private Json.Obj view(String request) throws Exception {
    Json.Obj answer = (Json.Obj) JsonParser.parse(port.request(request));
    assertEquals("true", answer.get("ok").write(), answer.write());
    return (Json.Obj) answer.get("view");
  }
}

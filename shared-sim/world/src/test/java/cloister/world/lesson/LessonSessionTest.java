package cloister.world.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.Words;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LessonSessionTest {
  private static final String PREDICT =
      "{'id':'p','title':'t','check':{'predict':{'before':'at try_cli','ask':'cpu.fault',"
          + "'choices':['none','GP']}},'feedback':{'none':'It `cli` was refused.'}}";

  @Test
  void stateIsNoticedAtAnyStepOfARun() throws Exception {
    LessonSession session = open("{'id':'s','title':'t','check':{'state':{'cpu.cpl':3}}}");
    assertFalse(passed(session, "s"));
    session.apply(new Command.Run(200));
    assertTrue(passed(session, "s"));
    int left = task(session, "s").passedAt().orElseThrow();
    session.apply(new Command.Seek(left - 1));
    assertEquals(0, session.world().machine().cpu().cpl());
    assertTrue(passed(session, "s"), "once is enough");
  }

  @Test
  void aNumberInTheWrongNotationIsSaidToBeThat() throws Exception {
    LessonSession session =
        open(
            "{'id':'n','title':'t','check':{'answer':{'type':'number','correct':'0x33'}},"
                + "'feedback':{'33':'No.','other':'Look at CS.'}}");
    assertEquals(
        "0033 is read as a decimal number, that is 0x21. For the hexadecimal number write 0x0033.",
        said(session, "0033"));
    assertEquals(
        "That is not a number. Write it alone, without a unit, in decimal or with 0x in front in"
            + " hexadecimal.",
        said(session, "banana"));
    assertEquals("Look at CS.", said(session, "34"));
    session.apply(new Command.Answer("n", Json.of("0x0033")));
    assertTrue(passed(session, "n"));
  }

  @Test
  void aNumberWithLettersIsSaidToNeedItsPrefix() throws Exception {
    LessonSession session =
        open("{'id':'n','title':'t','check':{'answer':{'type':'number','correct':'0x1FFC'}}}");
    assertEquals("A hexadecimal number begins with 0x here: write 0x1FFC.", said(session, "1FFC"));
  }

  private static String said(LessonSession session, String answer) throws InvalidInput {
    session.apply(new Command.Answer("n", Json.of(answer)));
    assertFalse(passed(session, "n"));
    return Words.ENGLISH.format(task(session, "n").feedback().orElseThrow());
  }

  @Test
  void holdMustBeTrueAtTheEnd() throws Exception {
    LessonSession session =
        open("{'id':'s','title':'t','check':{'state':{'cpu.cpl':3},'mode':'hold'}}");
    session.apply(new Command.Run(36));
    int step = task(session, "s").passedAt().orElseThrow();
    session.apply(new Command.Seek(step - 1));
    assertFalse(passed(session, "s"));
  }

  @Test
  void statesCompareNumbersRangesSetsAndPatterns() throws Exception {
    assertTrue(holdsAtStart("{'state':{'reg.esp':'0x7C00','cpu.mode':'real','step':0}}"));
    assertTrue(holdsAtStart("{'state':{'reg.esp':{'min':1,'max':'0x7C00'}}}"));
    assertFalse(holdsAtStart("{'state':{'reg.esp':{'max':'0x7BFF'}}}"));
    assertTrue(holdsAtStart("{'state':{'reg.eax':[1,0]}}"));
    assertTrue(holdsAtStart("{'state':{'cpu.mode':{'not':'protected'}}}"));
    assertTrue(holdsAtStart("{'state':{'cpu.mode':{'matches':'r*l'}}}"));
    assertFalse(holdsAtStart("{'state':{'cpu.mode':{'matches':'r*L'}}}"));
    assertTrue(holdsAtStart("{'state':{'cpu.mode':{'contains':'ea'}}}"));
    assertTrue(holdsAtStart("{'state':{'cpu.halted':false}}"));
    assertFalse(holdsAtStart("{'state':{'idt.30.dpl':0}}"), "no table yet");
    assertTrue(holdsAtStart("{'state':{'symbol.SEED':7,'seed':7}}"));
    assertTrue(holdsAtStart("{'not':{'state':{'step':1}}}"));
    assertTrue(holdsAtStart("{'any':[{'state':{'step':1}},{'state':{'step':0}}]}"));
    assertFalse(holdsAtStart("{'all':[{'state':{'step':1}},{'state':{'step':0}}]}"));
    assertTrue(holdsAtStart("{'budget':{'steps':0,'bytes':200}}"));
    assertFalse(holdsAtStart("{'budget':{'bytes':10}}"));
  }

  @Test
  void tracesHaveOrderScopeAndCounts() throws Exception {
    String run = "{'seq':['fault.GP','gate.call','return.far']}";
    assertTrue(holdsAtEnd(run));
    assertFalse(holdsAtEnd("{'seq':['gate.call','table.gdt']}"));
    assertTrue(holdsAtEnd("{'has':['fault','table.idt']}"));
    assertTrue(holdsAtEnd("{'has':'fault.*'}"));
    assertFalse(holdsAtEnd("{'has':'fault.UD'}"));
    assertTrue(holdsAtEnd("{'never':['fault.UD']}"));
    assertFalse(holdsAtEnd("{'never':'gate.call'}"));
    assertTrue(holdsAtEnd("{'count':{'gate.call':1,'table.gdt':{'max':1}}}"));
    assertFalse(holdsAtEnd("{'count':{'gate.call':2}}"));
    assertTrue(holdsAtEnd("{'after':'ring.out','never':'table'}"));
    assertFalse(holdsAtEnd("{'after':'ring.out','never':'fault.GP'}"));
    assertTrue(holdsAtEnd("{'before':'ring.out','never':'fault','has':'table.gdt'}"));
  }

  @Test
  void predictionBeforeTheStepCounts() throws Exception {
    LessonSession session = open(PREDICT);
    untilBeforeCli(session);
    session.apply(new Command.Answer("p", Json.of("GP")));
    assertTrue(task(session, "p").correct().isEmpty());
    session.apply(new Command.Run(1));
    assertTrue(passed(session, "p"));
    assertTrue(task(session, "p").firstTry());
  }

  @Test
  void wrongPredictionIsExplainedAndCanBeRepeated() throws Exception {
    LessonSession session = open(PREDICT);
    untilBeforeCli(session);
    int before = session.world().step();
    session.apply(new Command.Answer("p", Json.of("none")));
    session.apply(new Command.Run(3));
    assertFalse(passed(session, "p"));
    assertEquals(false, task(session, "p").correct().orElseThrow());
    assertEquals(
        "It cli was refused.", Words.ENGLISH.format(task(session, "p").feedback().orElseThrow()));
    session.apply(new Command.Answer("p", Json.of("GP")));
    assertFalse(passed(session, "p"), "too late");
    assertTrue(task(session, "p").answered().isEmpty(), "what was too late is not noted");
    session.apply(new Command.Seek(before));
    session.apply(new Command.Answer("p", Json.of("GP")));
    session.apply(new Command.Run(1));
    assertTrue(passed(session, "p"));
    assertFalse(task(session, "p").firstTry());
    assertEquals(Json.of("none"), task(session, "p").believed().orElseThrow(), "at first");
  }

  @Test
  void whoHasSeenTheStepHasNoFirstTry() throws Exception {
    LessonSession session = open(PREDICT);
    untilBeforeCli(session);
    int before = session.world().step();
    session.apply(new Command.Run(1));
    session.apply(new Command.Seek(before));
    session.apply(new Command.Answer("p", Json.of("GP")));
    session.apply(new Command.Seek(before + 1));
    assertTrue(passed(session, "p"));
    assertFalse(task(session, "p").firstTry());
  }

  @Test
  void aPredictionOfAMachineThatWasChangedByHandDecidesNothing() throws Exception {
    LessonSession session = open(PREDICT);
    untilBeforeCli(session);
    session.apply(new Command.Poke("flags.iopl", 3));
    session.apply(new Command.Answer("p", Json.of("none")));
    session.apply(new Command.Run(1));
    assertFalse(passed(session, "p"), "with IOPL 3 nothing is refused");
    assertTrue(task(session, "p").correct().isEmpty());
    assertEquals("task.changed", task(session, "p").feedback().orElseThrow().id());
    session.apply(new Command.Load("program.asm", original(session)));
    untilBeforeCli(session);
    session.apply(new Command.Answer("p", Json.of("GP")));
    session.apply(new Command.Run(1));
    assertTrue(passed(session, "p"));
    assertFalse(task(session, "p").firstTry(), "the step had been seen");
  }

  @Test
  void aPredictionOfTheLearnersOwnProgramDecidesNothing() throws Exception {
    LessonSession session = open(PREDICT);
    session.apply(new Command.Load("program.asm", "bits 32\norg 0x20000\ntry_cli: nop\njmp $\n"));
    session.apply(new Command.Answer("p", Json.of("none")));
    session.apply(new Command.Run(200));
    assertFalse(passed(session, "p"));
    assertTrue(task(session, "p").correct().isEmpty());
  }

  @Test
  void whatIsChangedAfterTheStepDoesNotTouchAPrediction() throws Exception {
    LessonSession session = open(PREDICT);
    untilBeforeCli(session);
    int before = session.world().step();
    session.apply(new Command.Run(3));
    session.apply(new Command.Poke("reg.edi", 3));
    session.apply(new Command.Seek(before));
    session.apply(new Command.Answer("p", Json.of("GP")));
    session.apply(new Command.Seek(before + 3));
    assertTrue(passed(session, "p"));
  }

  @Test
  void answersAreMarked() throws Exception {
    assertAnswer("{'type':'choice','one':['a','b'],'correct':'b'}", "'b'", "'a'");
    assertAnswer("{'type':'number','correct':56}", "'0x38'", "'0x39'");
    assertAnswer("{'type':'number','correct':'0x38'}", "56", "'x'");
    assertAnswer("{'type':'multi','of':['a','b','c'],'correct':['a','b']}", "['b','a']", "['a']");
    assertAnswer("{'type':'order','correct':['a','b']}", "['a','b']", "['b','a']");
    assertAnswer("{'type':'match','correct':['a=1','b=2']}", "['b=2','a=1']", "['a=2','b=1']");
    assertAnswer("{'type':'number','correct':{'probe':'symbol.SEED','plus':3}}", "10", "7");
  }

  @Test
  void wrongAnswersGetTheirOwnWords() throws Exception {
    LessonSession session =
        open(
            "{'id':'a','title':'t','check':{'answer':{'type':'multi','correct':['x','y']}},"
                + "'feedback':{'z':'not z','missing':'one more','other':'no','right':'both'}}");
    assertEquals("not z", feedback(session, Json.strings(List.of("x", "z"))));
    assertEquals("one more", feedback(session, Json.strings(List.of("x"))));
    assertEquals("no", feedback(session, Json.strings(List.of("q"))));
    session.apply(new Command.Answer("a", Json.strings(List.of("y", "x"))));
    assertEquals("both", Words.ENGLISH.format(task(session, "a").feedback().orElseThrow()));
    assertFalse(task(session, "a").firstTry());
  }

  @Test
  void lockedTasksWait() throws Exception {
    LessonSession session =
        open(
            "{'id':'first','title':'t','check':{'answer':{'type':'choice','correct':'a'}}}",
            "{'id':'second','title':'t','needs':['first'],'check':{'state':{'step':0}}}");
    assertTrue(session.locked(task(session, "second")));
    assertFalse(passed(session, "second"));
    session.apply(new Command.Answer("first", Json.of("a")));
    assertTrue(passed(session, "second"));
  }

  @Test
  void aPassedTaskKeepsItsFirstTryWhateverIsAnsweredLater() throws Exception {
    LessonSession session =
        open("{'id':'a','title':'t','check':{'answer':{'type':'choice','correct':'a'}}}", PREDICT);
    session.apply(new Command.Answer("a", Json.of("a")));
    session.apply(new Command.Answer("a", Json.of("b")));
    assertTrue(task(session, "a").firstTry());
    assertEquals(Json.of("a"), task(session, "a").answered().orElseThrow());
    assertEquals(true, task(session, "a").correct().orElseThrow());
    untilBeforeCli(session);
    session.apply(new Command.Answer("p", Json.of("GP")));
    session.apply(new Command.Run(1));
    session.apply(new Command.Answer("p", Json.of("none")));
    assertTrue(task(session, "p").firstTry());
  }

  @Test
  void anAnswerToALockedTaskCountsForNothing() throws Exception {
    LessonSession session =
        open(
            "{'id':'first','title':'t','check':{'answer':{'type':'choice','correct':'a'}}}",
            "{'id':'second','title':'t','needs':['first'],"
                + "'check':{'answer':{'type':'choice','correct':'b'}}}");
    session.apply(new Command.Answer("second", Json.of("b")));
    assertEquals("task.early", task(session, "second").feedback().orElseThrow().id());
    session.apply(new Command.Answer("first", Json.of("a")));
    assertFalse(passed(session, "second"));
    session.apply(new Command.Answer("second", Json.of("b")));
    assertTrue(task(session, "second").firstTry());
    assertTrue(task(session, "second").feedback().isEmpty());
  }

  @Test
  void hintsFitTheSituationAndDeadEndsAreNamed() throws Exception {
    LessonSession session =
        open(
            "{'id':'h','title':'t','check':{'state':{'reg.eax':4711},"
                + "'fail':{'when':{'state':{'cpu.cpl':3}},'text':'too far'}},"
                + "'hints':[{'when':{'state':{'step':{'min':1}}},'text':'on'},{'text':'any'}]}");
    session.apply(new Command.Hint("h"));
    assertEquals(List.of("any"), hints(session));
    assertFalse(task(session, "h").moreHints());
    assertTrue(task(session, "h").deadEnd().isEmpty());
    session.apply(new Command.Run(36));
    session.apply(new Command.Hint("h"));
    assertEquals(List.of("any", "on"), hints(session));
    assertTrue(task(session, "h").deadEnd().isPresent());
  }

  @Test
  void whatWasPassedBeforeCountsForQuestionsOnly() throws Exception {
    String tasks =
        "{'id':'s','title':'t','check':{'state':{'cpu.cpl':3}}},"
            + "{'id':'a','title':'t','needs':['s'],'check':{'answer':{'type':'number','correct':56}}},"
            + "{'id':'m','title':'t','needs':['s'],'check':{'state':{'step':0}}}";
    Lesson lesson = Lesson.of(bundle("[]", tasks), "");
    LessonSession session = new LessonSession(Kernel.world(), lesson, List.of("s"));
    assertFalse(session.locked(task(session, "a")));
    assertTrue(session.locked(task(session, "m")), "the machine is not there");
    session.apply(new Command.Answer("a", Json.of("38h")));
    assertTrue(passed(session, "a"), "a number as assemblers write it");
  }

  @Test
  void aWordAsThePageShowsItIsANumber() throws Exception {
    String task = "{'id':'n','title':'t','check':{'answer':{'type':'number','correct':237568}}}";
    LessonSession session = open(task);
    session.apply(new Command.Answer("n", Json.of("0003A000")));
    assertTrue(passed(session, "n"));
  }

  @Test
  void predictionSaysFromWhereItCanBeRepeated() throws Exception {
    LessonSession session = open(PREDICT);
    untilBeforeCli(session);
    int before = session.world().step();
    session.apply(new Command.Answer("p", Json.of("none")));
    assertTrue(task(session, "p").retryStep().isEmpty());
    session.apply(new Command.Run(3));
    assertEquals(before, task(session, "p").retryStep().orElseThrow());
    session.apply(new Command.Seek(before));
    assertTrue(task(session, "p").retryStep().isEmpty());
  }

  @Test
  void deniedCommandsAreRefusedAndChangeNothing() throws Exception {
    Json bundle = bundle("['poke.idt','load.program.asm']", "");
    LessonSession session = new LessonSession(Kernel.world(), Lesson.of(bundle, ""));
    session.apply(new Command.Run(60));
    String digest = session.world().timeline().digest();
    assertThrows(InvalidInput.class, () -> session.apply(new Command.Poke("idt.30.dpl", 3)));
    assertThrows(InvalidInput.class, () -> session.apply(new Command.Load("program.asm", "nop")));
    assertThrows(InvalidInput.class, () -> session.apply(new Command.Hint("nobody")));
    assertEquals(digest, session.world().timeline().digest());
    assertEquals(List.of(new Command.Run(60)), session.world().log().commands());
    session.apply(new Command.Poke("reg.eax", 3));
  }

  @Test
  void unknownKeysAreErrorsThatNameTheKey() {
    assertField("tasks[0].check.stat", "{'id':'x','title':'t','check':{'stat':{}}}");
    assertField(
        "tasks[0].check.state.reg.xyz", "{'id':'x','title':'t','check':{'state':{'reg.xyz':1}}}");
    assertField(
        "tasks[0].check.trace.hass", "{'id':'x','title':'t','check':{'trace':{'hass':'a'}}}");
    assertField(
        "tasks[0].check.all[1].not.x",
        "{'id':'x','title':'t','check':{'all':[{'state':{}},{'not':{'x':1}}]}}");
    assertField(
        "tasks[0].check.mode", "{'id':'x','title':'t','check':{'state':{},'mode':'sometimes'}}");
    assertField(
        "tasks[0].hints[0].if",
        "{'id':'x','title':'t','check':{'state':{}},'hints':[{'text':'a','if':{}}]}");
    assertField("tasks[0].needs", "{'id':'x','title':'t','needs':['y'],'check':{'state':{}}}");
  }

  @Test
  void compareRunsBothConfigurations() throws Exception {
    String compare =
        "{'compare':{'first':{},'second':{'at':34,'poke':{'idt.30.dpl':3}},'steps':90,"
            + "'same':['cpu.mode'],'differ':['console.text']}}";
    LessonSession session = open("{'id':'c','title':'t','check':" + compare + "}");
    session.apply(new Command.Run(100));
    assertFalse(passed(session, "c"), "not before the machine has stopped");
    session.apply(new Command.Load("program.asm", halting()));
    session.apply(new Command.Run(500));
    assertTrue(session.world().machine().stopped());
    assertTrue(passed(session, "c"));
  }

  @Test
  void taskStatesDoNotDependOnHowARunWasCut() throws Exception {
    String[] tasks = {
      PREDICT,
      "{'id':'s','title':'t','check':{'state':{'cpu.cpl':3,'reg.ecx':3}}}",
      "{'id':'t','title':'t','needs':['s'],'check':{'trace':{'seq':['gate.call','fault']}}}",
      "{'id':'h','title':'t','check':{'state':{'cpu.cpl':0},'mode':'hold'}}"
    };
    Random random = new Random(17);
    for (int round = 0; round < 40; round++) {
      LessonSession session = open(tasks);
      for (int i = 0; i < 60; i++) {
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> session.apply(new Command.Run(random.nextInt(12)));
          case 3 ->
              session.apply(
                  new Command.Seek(random.nextInt(session.world().timeline().lastStep() + 5)));
          case 4 ->
              session.apply(new Command.Answer("p", Json.of(random.nextBoolean() ? "GP" : "none")));
          default -> session.apply(new Command.Poke("reg.edi", random.nextInt()));
        }
      }
      LessonSession replayed = open(tasks);
      for (Command command : session.world().log().commands()) {
        replayed.apply(command);
      }
      assertEquals(states(session), states(replayed), "round " + round);
      assertEquals(session.world().timeline().digest(), replayed.world().timeline().digest());
    }
  }

  static List<String> states(LessonSession session) {
    List<String> states = new ArrayList<>();
    for (TaskSession task : session.tasks()) {
      states.add(
          task.task().id() + task.passedAt() + task.firstTry() + task.correct() + task.feedback());
    }
    return states;
  }

  private static String halting() {
    return """
    bits 32
    org 0x20000
        mov al, 'x'
        int 0x30
        xor eax, eax
        call 0x30:0
    """;
  }

  private static String original(LessonSession session) {
    return session.world().scenario().files().stream()
        .filter(file -> file.name().equals("program.asm"))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static void untilBeforeCli(LessonSession session) throws InvalidInput {
    World world = session.world();
    int address = world.symbol("try_cli").orElseThrow();
    session.apply(new Command.Run(1000), () -> world.machine().cpu().linearEip() == address);
  }

  private static boolean holdsAtStart(String check) throws Exception {
    return passed(open("{'id':'x','title':'t','check':" + check + "}"), "x");
  }

  private static boolean holdsAtEnd(String trace) throws Exception {
    LessonSession session =
        open("{'id':'x','title':'t','check':{'trace':" + trace + ",'mode':'hold'}}");
    session.apply(new Command.Run(150));
    return passed(session, "x");
  }

  private static void assertAnswer(String answer, String right, String wrong) throws Exception {
    LessonSession session = open("{'id':'a','title':'t','check':{'answer':" + answer + "}}");
    session.apply(new Command.Answer("a", json(wrong)));
    assertFalse(passed(session, "a"), answer + wrong);
    session.apply(new Command.Answer("a", json(right)));
    assertTrue(passed(session, "a"), answer + right);
    assertFalse(task(session, "a").firstTry());
  }

  private static String feedback(LessonSession session, Json value) throws InvalidInput {
    session.apply(new Command.Answer("a", value));
    return Words.ENGLISH.format(task(session, "a").feedback().orElseThrow());
  }

  private static List<String> hints(LessonSession session) {
    List<String> hints = new ArrayList<>();
    task(session, "h").hintsGiven().forEach(hint -> hints.add(Words.ENGLISH.format(hint)));
    return hints;
  }

  private static void assertField(String field, String task) {
    InvalidInput e = assertThrows(InvalidInput.class, () -> open(task), task);
    assertEquals(field, e.field());
  }

  static boolean passed(LessonSession session, String id) {
    return task(session, id).passed();
  }

  static TaskSession task(LessonSession session, String id) {
    return session.tasks().stream()
        .filter(task -> task.task().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static LessonSession open(String... tasks) throws Exception {
    Lesson lesson = Lesson.of(bundle("[]", String.join(",", tasks)), "");
    return new LessonSession(new World(Kernel.opcodes(), lesson.scenario()), lesson);
  }

  static Json bundle(String deny, String tasks) throws Exception {
    return Json.object()
        .put("format", 1)
        .put("id", "rings/test")
        .put("title", "Test")
        .put("scenario", Kernel.scenario().toJson())
        .put("deny", json(deny))
        .put("tasks", json("[" + tasks + "]"))
        .build();
  }

  private static Json json(String text) throws Exception {
    return JsonParser.parse(text.replace('\'', '"'));
  }
}

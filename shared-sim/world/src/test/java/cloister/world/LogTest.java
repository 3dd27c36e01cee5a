package cloister.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.input.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTest {
  private static final List<Command> ALL =
      List.of(
          new Command.Run(46),
          new Command.Seek(3),
          new Command.Poke("idt.30.dpl", 3),
          new Command.Poke("reg.eax", -1),
          new Command.Type(0, "ls \"*.c\" | wc\n"),
          new Command.Type(2, "\u0003é"),
          new Command.Resize(1, 46, 30),
          new Command.Answer("a", Json.of("GP")),
          new Command.Answer("b", Json.of(0x38)),
          new Command.Answer("c", Json.strings(List.of("cli", "in al, 0x60"))),
          new Command.Answer("d", Json.of("0x182")),
          new Command.Answer("e", Json.of("two words")),
          new Command.Hint("a"),
          new Command.Load("wall.asm", "bits 32\n; END\n    hlt\n"));

  @Test
  void jsonRoundTrips() throws Exception {
    Json json = Log.toJson(ALL);
    assertEquals(ALL, Log.parse(JsonParser.parse(json.write()), "log"));
  }

  @Test
  void textRoundTrips() throws InvalidInput {
    Script script = ScriptReader.read(Script.write(ALL));
    List<Command> read = new ArrayList<>();
    for (Script.Entry entry : script.entries()) {
      read.add(((Script.Entry.Do) entry).command());
    }
    assertEquals(ALL, read);
  }

  @Test
  void adjacentRunsAndSeeksBecomeOne() {
    Log log = new Log();
    log.add(new Command.Run(3));
    log.add(new Command.Run(0));
    log.add(new Command.Run(4));
    log.add(new Command.Seek(2));
    log.add(new Command.Seek(5));
    log.add(new Command.Run(1));
    assertEquals(
        List.of(new Command.Run(7), new Command.Seek(5), new Command.Run(1)), log.commands());
  }

  @Test
  void ofAdjacentSizesOfATerminalTheLastCounts() {
    Log log = new Log();
    log.add(new Command.Resize(0, 40, 20));
    log.add(new Command.Resize(0, 50, 20));
    log.add(new Command.Resize(1, 60, 20));
    log.add(new Command.Run(1));
    log.add(new Command.Resize(1, 70, 20));
    assertEquals(
        List.of(
            new Command.Resize(0, 50, 20),
            new Command.Resize(1, 60, 20),
            new Command.Run(1),
            new Command.Resize(1, 70, 20)),
        log.commands());
  }

  @Test
  void sizesHaveLimits() throws Exception {
    assertField("log[0].columns", "[{'do':'resize','terminal':0,'columns':19,'rows':24}]");
    assertField("log[0].columns", "[{'do':'resize','terminal':0,'columns':201,'rows':24}]");
    assertField("log[0].rows", "[{'do':'resize','terminal':0,'columns':20,'rows':4}]");
    assertField("log[0].rows", "[{'do':'resize','terminal':0,'columns':20,'rows':81}]");
    InvalidInput inScript =
        assertThrows(InvalidInput.class, () -> ScriptReader.read("run 1\nresize 0 19 24\n"));
    assertEquals("line 2", inScript.field());
  }

  @Test
  void whatWasNoticedStaysApart() {
    Log log = new Log();
    log.add(new Command.Run(3));
    log.close();
    log.add(new Command.Run(4));
    log.add(new Command.Run(5));
    assertEquals(List.of(new Command.Run(3), new Command.Run(9)), log.commands());
  }

  @Test
  void aSessionKeepsNoMoreThanCanBeRead() throws Exception {
    World world = Kernel.world();
    for (int i = 0; i < Log.MAX_ENTRIES - 1; i++) {
      world.apply(new Command.Hint("a"));
    }
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Seek(5)));
    assertEquals(0, world.step());
    world.apply(new Command.Run(3));
    InvalidInput e = assertThrows(InvalidInput.class, () -> world.apply(new Command.Run(1)));
    assertEquals("error.log.full", e.reason().id());
    assertEquals(3, world.step());
    List<Command> commands = world.log().commands();
    assertEquals(commands, Log.parse(Log.toJson(commands), "log"));
  }

  @Test
  void scenarioScriptReadsHeaderAndComments() throws InvalidInput {
    Script script =
        ScriptReader.read(
            """
            # fails: open-gate
            # A comment.
            model rings
            memory 0x100000
            seed 8
            file kernel.asm read-only
            file wall.asm
            run until fault.GP
            run until end
            answer a [x y]
            answer b "0x182"
            """);
    assertEquals("open-gate", script.fails().orElseThrow());
    assertEquals(
        List.of(
            new Script.Entry.UntilEvent("fault.GP"),
            new Script.Entry.UntilEnd(),
            new Script.Entry.Do(new Command.Answer("a", Json.strings(List.of("x", "y")))),
            new Script.Entry.Do(new Command.Answer("b", Json.of("0x182")))),
        script.entries());
    Scenario scenario = script.scenario(Map.of("kernel.asm", "nop", "wall.asm", "hlt"));
    assertEquals(0x100000, scenario.memory());
    assertEquals(8, scenario.seed());
    assertEquals(new SourceFile("wall.asm", "hlt", true), scenario.files().get(1));
  }

  @Test
  void scriptErrorsNameTheLine() {
    assertEquals("line 2", error("run 1\nrun\n"));
    assertEquals("line 1", error("run many"));
    assertEquals("line 1", error("jump 3"));
    assertEquals("line 3", error("\n\nload a.asm"));
    assertEquals("line 2", error("load a.asm <<END\nnop\n"));
    assertEquals("line 1", error("answer x"));
  }

  @Test
  void logErrorsNameTheEntry() {
    assertField("log[1].steps", "[{'do':'hint','task':'a'},{'do':'run','steps':-1}]");
    assertField("log[0].do", "[{'do':'jump'}]");
    assertField("log[0].speed", "[{'do':'run','steps':1,'speed':2}]");
    assertField("log[0].value", "[{'do':'answer','task':'a','value':{}}]");
    assertField("log[0].value", "[{'do':'poke','path':'reg.eax','value':4294967296}]");
    assertField("log", "{}");
  }

  private static void assertField(String field, String json) {
    InvalidInput e =
        assertThrows(
            InvalidInput.class, () -> Log.parse(JsonParser.parse(json.replace('\'', '"')), "log"));
    assertEquals(field, e.field());
  }

  private static String error(String text) {
    return assertThrows(InvalidInput.class, () -> ScriptReader.read(text)).field();
  }
}

package cloister.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.world.port.SimulatorPort;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Typing at a terminal is a command like others: it is logged, replayed, and can be gone back of.
 */
class TypeTest {
  private static final OpcodeTable OPCODES = new OpcodeTable();
  private static final Scenario SCENARIO =
      new Scenario(
          Scenario.RINGS,
          1 << 20,
          1,
          List.of(new SourceFile("a.asm", "org 0x7c00\nagain: inc eax\njmp again\n", true)),
          1000);

  private static World typewriter() {
    Model model = new Model(Scenario.RINGS, start -> new Typewriter(start.memory()));
    return new World(new Tools(OPCODES, Optional.empty(), List.of(model)), SCENARIO);
  }

  private static String text(World world) {
    return world.machine().terminals().get(0).text(0);
  }

  @Test
  void whatWasTypedIsThereAgainAfterGoingBackAndForth() throws Exception {
    World world = typewriter();
    world.apply(new Command.Run(10));
    world.apply(new Command.Type(0, "lé"));
    world.apply(new Command.Run(10));
    String digest = world.timeline().digest();
    assertEquals("l\u00c3\u00a9", text(world));
    world.apply(new Command.Seek(9));
    assertEquals("", text(world));
    world.apply(new Command.Seek(10));
    assertEquals("terminal.type", world.timeline().moment().events().getLast().name());
    world.apply(new Command.Seek(20));
    assertEquals(digest, world.timeline().digest());
  }

  @Test
  void theLogLeadsToTheSameState() throws Exception {
    World world = typewriter();
    world.apply(new Command.Type(0, "a"));
    world.apply(new Command.Run(10));
    world.apply(new Command.Type(0, "b\n"));
    World again = typewriter();
    for (Command command : world.log().commands()) {
      again.apply(command);
    }
    assertEquals("ab\n", text(again));
    assertEquals(world.timeline().digest(), again.timeline().digest());
    assertEquals(world.log().commands(), again.log().commands());
  }

  @Test
  void typingInThePastCutsOffWhatCameAfter() throws Exception {
    World world = typewriter();
    world.apply(new Command.Run(20));
    world.apply(new Command.Seek(5));
    world.apply(new Command.Type(0, "x"));
    assertEquals(5, world.timeline().lastStep());
  }

  @Test
  void whereThereIsNoTerminalNothingIsTypedAndNothingLogged() {
    World world = new World(OPCODES, SCENARIO);
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Type(0, "x")));
    assertEquals(List.of(), world.log().commands());
    World one = typewriter();
    InvalidInput second =
        assertThrows(InvalidInput.class, () -> one.apply(new Command.Type(1, "x")));
    assertEquals("terminal", second.field());
  }

  @Test
  void aPageReadsWhatIsNew() {
    Model model = new Model(Scenario.RINGS, start -> new Typewriter(start.memory()));
    SimulatorPort port = new SimulatorPort(new Tools(OPCODES, Optional.empty(), List.of(model)));
    Json open =
        Json.object()
            .put("do", "open")
            .put("catalogue", Json.object().build())
            .put("scenario", SCENARIO.toJson())
            .build();
    port.request(open.write());
    String view = port.request("{\"do\":\"type\",\"terminal\":0,\"text\":\"abc\"}");
    assertEquals(true, view.contains("\"terminals\":[3]"), view);
    assertTrue(view.contains("\"ended\":false"), view);
    assertEquals(
        "{\"from\":1,\"text\":\"bc\",\"ok\":true}",
        port.request("{\"do\":\"terminal\",\"terminal\":0,\"from\":1}"));
    String end = port.request("{\"do\":\"run\",\"stops\":[],\"budget\":2000}");
    assertTrue(end.contains("\"ended\":true"), end);
  }
}

package cloister.world.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.Scenario;
import cloister.world.ScriptReader;
import cloister.world.SourceFile;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {
  @Test
  void resultSaysWhereTheLogLed() throws InvalidInput {
    Replay replay =
        Replay.of(Kernel.opcodes(), Kernel.scenario())
            .play(
                ScriptReader.read(
                    "run until ring.out\npoke idt.30.dpl 3\nrun until return.iret\n"
                        + "run until port.out\nrun 1\n"));
    RunResult result = replay.result();
    assertEquals("h", result.console());
    assertEquals(replay.world().step(), result.steps());
    assertTrue(result.instructionsLow() > 0 && result.instructionsLow() < result.steps());
    assertEquals(
        result, Replay.of(Kernel.opcodes(), Kernel.scenario()).play(commands(replay)).result());
    Json.Obj json = result.toJson().build();
    assertEquals("{}", json.get("exits").write());
    assertEquals(Json.of(result.digest()), json.get("digest"));
  }

  @Test
  void eachUntilGoesOnToTheNextEvent() throws InvalidInput {
    Replay once = Replay.of(Kernel.opcodes(), Kernel.scenario());
    once.play(ScriptReader.read("run until fault.GP"));
    int first = once.world().step();
    once.play(ScriptReader.read("run until fault.GP"));
    assertTrue(once.world().step() > first);
  }

  @Test
  void noRunIsLongerThanTheBudget() {
    InvalidInput e =
        assertThrows(
            InvalidInput.class,
            () ->
                Replay.of(Kernel.opcodes(), tight())
                    .play(List.of(new Command.Run(60), new Command.Seek(40), new Command.Run(61))));
    assertEquals("log[2].steps", e.field());
    assertEquals("error.budget", e.reason().id());
  }

  @Test
  void goingBackIsNotFree() {
    List<Command> log = new ArrayList<>();
    log.add(new Command.Run(100));
    for (int i = 0; i < 50; i++) {
      log.add(new Command.Seek(99));
      log.add(new Command.Seek(98));
    }
    InvalidInput e =
        assertThrows(InvalidInput.class, () -> Replay.of(Kernel.opcodes(), tight()).play(log));
    assertEquals("log[14].step", e.field());
    assertEquals("error.budget", e.reason().id());
  }

  @Test
  void aLiveSessionMakesNoLogThatIsRefused() throws InvalidInput {
    for (int round = 0; round < 30; round++) {
      Random random = new Random(round);
      World live = new World(Kernel.opcodes(), tight());
      for (int i = 0; i < 200; i++) {
        Command command =
            switch (random.nextInt(8)) {
              case 0 -> new Command.Load("program.asm", Kernel.SPIN);
              case 1 -> new Command.Poke("reg.edi", i);
              case 2, 3 -> new Command.Seek(random.nextInt(150));
              case 4 -> new Command.Run(1000);
              default -> new Command.Run(random.nextInt(20));
            };
        try {
          live.apply(command);
        } catch (InvalidInput e) {
          assertEquals("error.budget", e.reason().id());
        }
        assertTrue(live.step() <= 100);
      }
      Replay replay = Replay.of(Kernel.opcodes(), tight()).play(live.log().commands());
      assertEquals(live.timeline().digest(), replay.world().timeline().digest());
    }
  }

  private static Scenario tight() {
    Scenario base = Kernel.scenario();
    return new Scenario(base.model(), base.memory(), base.seed(), base.files(), 100);
  }

  @Test
  void aHaltThatIsTrappedIsNotTheEnd() throws InvalidInput {
    String text = "org 0x7C00\nbits 16\npush 0x102\npopf\nhlt\n";
    List<SourceFile> files = List.of(new SourceFile("real.asm", text, false));
    Replay replay =
        Replay.of(Kernel.opcodes(), new Scenario(Scenario.RINGS, 1 << 20, 7, files, 1000));
    replay.play(List.of(new Command.Run(3)));
    assertTrue(replay.world().machine().cpu().halted());
    assertFalse(replay.world().stopped());
    assertFalse(replay.result().halted());
    replay.play(List.of(new Command.Run(1)));
    assertEquals(4, replay.world().step());
  }

  @Test
  void errorsNameTheEntry() {
    InvalidInput e =
        assertThrows(
            InvalidInput.class,
            () ->
                Replay.of(Kernel.opcodes(), Kernel.scenario())
                    .play(List.of(new Command.Run(1), new Command.Poke("reg.zzz", 1))));
    assertEquals("log[1].path", e.field());
  }

  private static List<Command> commands(Replay replay) {
    return replay.world().log().commands();
  }
}

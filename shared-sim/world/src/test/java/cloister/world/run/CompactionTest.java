package cloister.world.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.Log;
import cloister.world.lesson.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CompactionTest {
  private static final String PROGRAM = "program.asm";

  private static final String TASKS =
      """
      [{"id":"p","title":"t","check":{"predict":{"before":"at try_cli","ask":"cpu.cpl"}},
        "hints":[{"text":"h"}]},
       {"id":"s","title":"t","needs":["p"],"check":{"state":{"idt.30.dpl":3}}},
       {"id":"f","title":"t","check":{"trace":{"seq":["fault.GP","fault.GP"]}}},
       {"id":"h","title":"t","check":{"state":{"reg.ecx":5},"mode":"hold"}},
       {"id":"a","title":"t","check":{"answer":{"type":"number","correct":4}}}]
      """;

  private static Replay fresh() {
    try {
      Json bundle =
          Json.object()
              .put("format", 1)
              .put("id", "rings/test")
              .put("title", "Test")
              .put("scenario", Kernel.scenario().toJson())
              .put("deny", List.<Json>of())
              .put("tasks", JsonParser.parse(TASKS))
              .build();
      return Replay.of(Kernel.opcodes(), Lesson.of(bundle, ""));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The log as a live session would have it. */
  private static List<Command> live(List<Command> wishes) {
    Replay replay = fresh();
    for (Command wish : wishes) {
      try {
        replay.play(List.of(wish));
      } catch (InvalidInput refused) {
        continue;
      }
    }
    return replay.world().log().commands();
  }

  private static int bytes(List<Command> log) {
    return Log.toJson(log).write().length();
  }

  private static Command random(Random random, int step) {
    String text = Kernel.PROGRAM + "; " + "x".repeat(random.nextInt(3));
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Command.Load(PROGRAM, random.nextInt(5) == 0 ? Kernel.SPIN : text);
      case 2, 3, 4 -> new Command.Run(random.nextInt(60));
      case 5, 6 -> new Command.Seek(random.nextInt(step + 10));
      case 7 ->
          random.nextBoolean()
              ? new Command.Poke("idt.30.dpl", 3)
              : new Command.Poke("reg.eax", random.nextInt(9));
      default ->
          random.nextBoolean()
              ? new Command.Answer("p", Json.of(random.nextInt(2) * 3))
              : random.nextBoolean()
                  ? new Command.Answer("a", Json.of(random.nextInt(6)))
                  : new Command.Hint("p");
    };
  }

  @Tag("full")
  @Test
  void whateverWasDoneTheShorterLogComesToTheSame() throws InvalidInput {
    Random random = new Random(5);
    int before = 0;
    int after = 0;
    for (int round = 0; round < 60; round++) {
      List<Command> wishes = new ArrayList<>();
      int length = 5 + random.nextInt(30);
      for (int i = 0; i < length; i++) {
        wishes.add(random(random, 60));
      }
      List<Command> log = live(wishes);
      List<Command> shorter = Compaction.of(CompactionTest::fresh, log);
      assertEquals(fresh().play(log).result(), fresh().play(shorter).result(), "round " + round);
      assertTrue(bytes(shorter) <= bytes(log), "round " + round);
      assertEquals(shorter, Log.parse(Log.toJson(shorter), ""));
      before += bytes(log);
      after += bytes(shorter);
    }
    assertTrue(after < before / 2, after + " of " + before);
  }

  @Test
  void seventyReassembledProgramsShrinkToTheLast() throws InvalidInput {
    List<Command> wishes = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      wishes.add(new Command.Load(PROGRAM, Kernel.PROGRAM + "; try " + i + " " + "y".repeat(1000)));
      wishes.add(new Command.Run(30 + i % 7));
    }
    List<Command> log = live(wishes);
    assertTrue(bytes(log) > 64 << 10);
    List<Command> shorter = Compaction.of(CompactionTest::fresh, log);
    assertTrue(bytes(shorter) < 4 << 10, bytes(shorter) + " bytes");
  }

  @Test
  void whatATaskDependsOnStays() throws InvalidInput {
    List<Command> log =
        live(
            List.of(
                new Command.Answer("p", Json.of(3)),
                new Command.Run(60),
                new Command.Load(PROGRAM, Kernel.SPIN),
                new Command.Run(60)));
    List<Command> shorter = Compaction.of(CompactionTest::fresh, log);
    assertEquals(fresh().play(log).result(), fresh().play(shorter).result());
    assertTrue(fresh().play(shorter).result().tasks().orElseThrow().getFirst().firstTry());
  }

  @Test
  void stepsThatWereTakenBackAreLeftOut() throws InvalidInput {
    List<Command> log =
        live(
            List.of(
                new Command.Run(20),
                new Command.Seek(12),
                new Command.Poke("reg.eax", 1),
                new Command.Run(3)));
    assertEquals(
        List.of(new Command.Run(12), new Command.Poke("reg.eax", 1), new Command.Run(3)),
        Compaction.of(CompactionTest::fresh, log));
  }
}

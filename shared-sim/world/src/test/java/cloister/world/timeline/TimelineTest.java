package cloister.world.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.input.InvalidInput;
import cloister.machine.replay.Course;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final int END = 120;

  @Test
  void backToAnyStepAndOnGivesTheSameDigest() throws InvalidInput {
    World world = Kernel.world();
    List<String> digests = new ArrayList<>();
    List<Moment> moments = new ArrayList<>();
    for (int step = 0; step <= END; step++) {
      assertEquals(step, world.step());
      digests.add(world.timeline().digest());
      moments.add(world.timeline().moment());
      world.apply(new Command.Run(1));
    }
    for (int k = END; k >= 0; k--) {
      world.apply(new Command.Seek(k));
      assertEquals(digests.get(k), world.timeline().digest(), "back to " + k);
      assertEquals(moments.get(k).events(), world.timeline().moment().events());
      assertEquals(moments.get(k).address(), world.timeline().moment().address());
      world.apply(new Command.Run(END - k));
      assertEquals(digests.get(END), world.timeline().digest(), "on from " + k);
    }
  }

  /** A bound in steps, not in time: at 50 MIPS a step back in a run of 160 million takes 100 ms. */
  @Test
  void aStepBackReplaysAThirtySecondOfTheRunAtMost() throws InvalidInput {
    World world = Kernel.world(Kernel.SPIN);
    Random random = new Random(8);
    for (int length : new int[] {1000, 30_000, 500_000, 4_000_000}) {
      world.apply(new Command.Run(length - world.step()));
      long bound = Math.max(Course.FIRST_INTERVAL, length / 32) + Trail.LENGTH;
      for (int trial = 0; trial < 12; trial++) {
        int from = trial < 4 ? length - trial : 1 + random.nextInt(length);
        world.apply(new Command.Seek(from));
        long before = world.timeline().work();
        world.apply(new Command.Seek(from - 1));
        long replayed = world.timeline().work() - before;
        assertTrue(replayed <= bound, replayed + " steps back from " + from + " of " + length);
      }
      world.apply(new Command.Seek(length));
    }
  }

  @Test
  void aRunInPiecesIsTheSameRun() throws InvalidInput {
    World whole = Kernel.world();
    World pieces = Kernel.world();
    whole.apply(new Command.Run(END));
    Random random = new Random(5);
    while (pieces.step() < END) {
      pieces.apply(new Command.Run(Math.min(END - pieces.step(), 1 + random.nextInt(9))));
      int back = random.nextInt(pieces.step() + 1);
      pieces.apply(new Command.Seek(back));
      pieces.apply(new Command.Seek(pieces.timeline().lastStep()));
    }
    assertEquals(whole.timeline().digest(), pieces.timeline().digest());
    assertEquals(whole.timeline().marks().all().size(), pieces.timeline().marks().all().size());
    assertEquals(whole.timeline().bands(), pieces.timeline().bands());
    assertEquals(events(whole), events(pieces));
  }

  @Test
  void longRunsAreThinnedAndStillExact() throws InvalidInput {
    int end = Timeline.FINE_STEPS + 700_000;
    World world = Kernel.world(Kernel.SPIN);
    world.apply(new Command.Run(end));
    assertEquals(end, world.step());
    String digest = world.timeline().digest();
    for (int step :
        new int[] {10, 2048, 99_999, Timeline.FINE_STEPS + 5, 700_000, end - 1, 77_777}) {
      World other = Kernel.world(Kernel.SPIN);
      other.apply(new Command.Run(step));
      long start = System.nanoTime();
      world.apply(new Command.Seek(step));
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis < 2000, step + " took " + millis + " ms");
      assertEquals(other.timeline().digest(), world.timeline().digest(), "step " + step);
    }
    world.apply(new Command.Run(end - 77_777));
    assertEquals(digest, world.timeline().digest());
  }

  @Test
  void aChangeByHandCutsTheFuture() throws InvalidInput {
    World world = Kernel.world();
    world.apply(new Command.Run(END));
    String before = world.timeline().digest();
    world.apply(new Command.Seek(50));
    int marks = world.timeline().marks().all().size();
    world.apply(new Command.Poke("reg.edi", 0x1234));
    assertEquals(50, world.timeline().lastStep());
    assertTrue(world.timeline().marks().all().size() < marks);
    assertEquals(50, world.timeline().trace().step(world.timeline().trace().size() - 1));
    world.apply(new Command.Run(END - 50));
    String after = world.timeline().digest();
    assertNotEquals(before, after);
    for (int step : new int[] {49, 50, 51, 0, 90}) {
      world.apply(new Command.Seek(step));
      assertEquals(step >= 50 ? 0x1234 : 0, world.machine().cpu().general[7], "at " + step);
    }
    world.apply(new Command.Seek(END));
    assertEquals(after, world.timeline().digest());
  }

  @Test
  void changesAtTheSameStepAddUpAndAnEarlierOneDropsThem() throws InvalidInput {
    World world = Kernel.world();
    world.apply(new Command.Poke("reg.edi", 1));
    world.apply(new Command.Poke("reg.esi", 2));
    world.apply(new Command.Run(30));
    world.apply(new Command.Poke("reg.ebp", 3));
    world.apply(new Command.Run(5));
    world.apply(new Command.Seek(0));
    assertEquals(1, world.machine().cpu().general[7]);
    assertEquals(2, world.machine().cpu().general[6]);
    world.apply(new Command.Seek(32));
    assertEquals(3, world.machine().cpu().general[5]);
    world.apply(new Command.Seek(20));
    world.apply(new Command.Poke("reg.ebp", 9));
    world.apply(new Command.Run(15));
    assertEquals(9, world.machine().cpu().general[5]);
    assertEquals(1, world.machine().cpu().general[7]);
  }

  @Test
  void replayingTheLogGivesTheSameWorld() throws InvalidInput {
    World world = Kernel.world();
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> world.apply(new Command.Run(random.nextInt(30)));
        case 2, 3 ->
            world.apply(new Command.Seek(random.nextInt(world.timeline().lastStep() + 10)));
        default -> world.apply(new Command.Poke("mem.21000.4", random.nextInt()));
      }
    }
    World replayed = Kernel.world();
    for (Command command : world.log().commands()) {
      replayed.apply(command);
    }
    assertEquals(world.step(), replayed.step());
    assertEquals(world.timeline().lastStep(), replayed.timeline().lastStep());
    assertEquals(world.timeline().digest(), replayed.timeline().digest());
    assertEquals(events(world), events(replayed));
  }

  @Test
  void aNewTextStartsAgainWithNothingLeftOver() throws InvalidInput {
    World world = Kernel.world();
    world.apply(new Command.Run(END));
    world.apply(new Command.Load("program.asm", Kernel.SPIN));
    assertEquals(0, world.step());
    assertEquals(0, world.timeline().trace().size());
    World fresh = Kernel.world(Kernel.SPIN);
    assertEquals(fresh.timeline().digest(), world.timeline().digest());
    world.apply(new Command.Run(500));
    fresh.apply(new Command.Run(500));
    assertEquals(fresh.timeline().digest(), world.timeline().digest());
  }

  @Test
  void coverageKnowsWhatHadRunByAStep() throws InvalidInput {
    World world = Kernel.world();
    int address = world.symbol("leave").orElseThrow();
    world.apply(new Command.Run(END));
    int step = 0;
    while (!world.timeline().coverage().executed(address, step)) {
      step++;
    }
    world.apply(new Command.Seek(step));
    assertEquals(3, world.machine().cpu().cpl());
    world.apply(new Command.Seek(step - 1));
    world.apply(new Command.Poke("reg.edi", 1));
    assertFalse(world.timeline().coverage().executed(address, END));
  }

  @Test
  void aProgramWithErrorsDoesNotRun() throws InvalidInput {
    World world = Kernel.world();
    world.apply(new Command.Load("program.asm", "bits 32\n mov eax\n"));
    assertTrue(world.broken());
    world.apply(new Command.Run(10));
    assertEquals(0, world.step());
  }

  private static List<String> events(World world) {
    List<String> events = new ArrayList<>();
    Trace trace = world.timeline().trace();
    for (int i = 0; i < trace.size(); i++) {
      events.add(trace.step(i) + " " + trace.event(i));
    }
    return events;
  }
}

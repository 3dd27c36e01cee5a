package cloister.machine.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.view.BoardView;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A PC that is walked back, and on again. */
class BackInTimeTest {
  private static final int STEPS = 3_000_000;
  private static final int COUNTER = 0x500;

  /** Writes all over memory, counts what arrives at the serial port, and sends it back. */
  private static final String ECHO =
      """
      bits 16
      org 0x7c00
      xor ax, ax
      mov ds, ax
      mov es, ax
      mov ss, ax
      mov sp, 0x7c00
      next:
      inc dword [0x500]
      mov di, [0x500]
      and di, 0x3ffc
      add di, 0x1000
      mov [di], cx
      mov dx, 0x3fd
      in al, dx
      test al, 1
      jz next
      mov dx, 0x3f8
      in al, dx
      inc al
      out dx, al
      inc cx
      jmp next
      times 510 - ($ - $$) db 0
      dw 0xaa55
      """;

  /** Is halted nearly all of the time, until the timer. */
  private static final String IDLE =
      """
      bits 16
      org 0x7c00
      next:
      sti
      hlt
      jmp next
      times 510 - ($ - $$) db 0
      dw 0xaa55
      """;

  private final Session session = started(ECHO, List.of(), 0);

  private static Session started(String program, List<Entry> log, long end) {
    Image bios = new Image();
    bios.add(Images.latin1(Images.resource("bios/bios.bin")));
    Image disk = new Image();
    disk.add(Images.latin1(Images.assembled(program)));
    return new Session(
        new MachineSetup(bios, Optional.of(disk), ImageKind.DISK, 1, Way.BARE, new byte[0]),
        log,
        end,
        List.of());
  }

  private void runTo(long step) {
    while (session.step() < step) {
      assertTrue(session.run((int) (step - session.step()), Long.MAX_VALUE) > 0);
    }
  }

  @Test
  void everyStepIsTheSameWheneverOneComesThere() {
    List<Long> steps = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    List<String> sent = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 24; i++) {
      runTo(session.step() + random.nextInt(STEPS / 12));
      if (i % 3 == 1) {
        assertTrue(session.input(new Input.Serial('a' + i)));
      }
      runTo(session.step() + 1 + random.nextInt(3));
      steps.add(session.step());
      digests.add(session.digest());
      sent.add(session.serial(100));
    }
    assertEquals(8, session.logToHere().size());
    assertTrue(sent.getLast().endsWith("cfilorux"), sent.getLast());
    for (int trial = 0; trial < 60; trial++) {
      int i = random.nextInt(steps.size());
      if (trial % 4 == 3 && steps.get(i) > session.step()) {
        runTo(steps.get(i));
      } else {
        session.seek(steps.get(i));
      }
      assertEquals(digests.get(i), session.digest(), "step " + steps.get(i));
      assertEquals(sent.get(i), session.serial(100));
    }
  }

  @Test
  void inputAfterGoingBackBeginsAnotherFuture() {
    runTo(STEPS / 2);
    session.input(new Input.Serial('a'));
    runTo(STEPS);
    String first = session.digest();
    String said = session.serial(100);
    session.seek(STEPS / 2 - 1000);
    assertFalse(session.replaying());
    assertEquals(STEPS, session.lastStep());
    assertTrue(session.input(new Input.Serial('x')));
    assertEquals(STEPS / 2 - 1000, session.lastStep(), "what came after is forgotten");
    runTo(STEPS);
    assertNotEquals(first, session.digest());
    assertEquals(said.replace('b', 'y'), session.serial(100));
    assertEquals(1, session.logToHere().size());
    session.seek(STEPS / 2 - 1000);
    session.input(new Input.Serial('z'));
    assertEquals(2, session.logToHere().size(), "both of one step");
  }

  @Test
  void anEarlierSessionIsDoneAgainToWhereItEnded() {
    runTo(STEPS / 3);
    session.input(new Input.Serial('k'));
    runTo(STEPS / 2);
    Session again = started(ECHO, session.logToHere(), session.step());
    assertTrue(again.replaying());
    assertFalse(again.input(new Input.Serial('q')));
    while (again.replaying()) {
      again.run(100_000, Long.MAX_VALUE);
    }
    assertEquals(STEPS / 2, again.step());
    assertEquals(session.digest(), again.digest());
    again.seek(STEPS / 3 - 1);
    assertFalse(again.replaying(), "what was seen once may be changed");
    assertEquals(List.of(), again.logToHere());
  }

  @Test
  void whoGoesBackFromTheEndOfALinkHasTheMachineAgain() {
    Session again = started(ECHO, List.of(), STEPS / 2);
    while (again.replaying()) {
      again.run(100_000, Long.MAX_VALUE);
    }
    again.seek(STEPS / 4);
    assertTrue(again.input(new Input.Serial('a')));
    assertFalse(again.replaying(), "that future is cut off");
    assertTrue(again.input(new Input.Serial('b')));
  }

  @Test
  void inputBeforeTheFirstStepBelongsToTheStart() {
    assertTrue(session.input(new Input.Serial('a')));
    runTo(STEPS / 3);
    String digest = session.digest();
    Session again = started(ECHO, session.logToHere(), session.step());
    while (again.replaying()) {
      again.run(100_000, Long.MAX_VALUE);
    }
    assertEquals(digest, again.digest());
    again.seek(0);
    again.seek(STEPS / 3);
    assertEquals(digest, again.digest());
  }

  @Tag("full")
  @Test
  void goingBackByOneStepReplaysLittleHoweverLongTheRun() {
    runTo(40L * STEPS);
    for (int i = 1; i < 20; i++) {
      long before = session.work();
      session.seek(session.step() - 1);
      assertTrue(session.work() - before <= 40L * STEPS / 32, "step back " + i);
    }
  }

  @Test
  void aTimeLeadsToTheFirstStepThatHasReachedIt() {
    runTo(STEPS);
    long last = session.pc().clock().now();
    for (long tick : new long[] {0, 1, last / 3, last / 2, last - 1, last}) {
      session.seekTick(tick);
      assertTrue(session.pc().clock().now() >= tick, tick + " is reached");
      session.seek(Math.max(0, session.step() - 1));
      assertTrue(session.pc().clock().now() <= tick, tick + " is not passed");
      assertEquals(STEPS, session.lastStep());
    }
  }

  @Test
  void aTimeThatWasJumpedOverLeadsToTheEndOfTheJump() {
    Session idle = started(IDLE, List.of(), 0);
    while (idle.step() < STEPS / 3) {
      idle.run(STEPS / 3, Long.MAX_VALUE);
    }
    long middle = idle.lastTick() / 2;
    idle.seekTick(middle);
    long reached = idle.pc().clock().now();
    assertTrue(reached >= middle && reached < middle + idle.lastTick() / 50, reached + "");
    assertTrue(idle.step() < idle.lastStep());
  }

  @Tag("full")
  @Test
  void whoWroteSomethingIsFoundHoweverLongAgo() {
    runTo(STEPS / 4);
    session.input(new Input.Serial('a'));
    runTo(20L * STEPS);
    String digest = session.digest();
    WriteSearch.Writer counter = writer(COUNTER, 4);
    assertTrue(counter.step() > 20L * STEPS - 20, counter.toString());
    assertTrue(counter.next().write().contains("inc dword [0x500]"), counter.toString());
    assertEquals(digest, session.digest(), "the search ends where it began");

    WriteSearch.Writer sector = writer(0x7c00, 2);
    assertTrue(sector.step() < STEPS / 4, "the BIOS read it from the disk: " + sector);
    session.seek(sector.step() - 1);
    assertEquals(0, session.pc().memory().read8(0x7c00));
    session.seek(sector.step());
    assertEquals(0x31, session.pc().memory().read8(0x7c00));
    assertEquals(Optional.empty(), writerOf(0x9000, 1), "nobody comes there");
  }

  private WriteSearch.Writer writer(int address, int bytes) {
    return writerOf(address, bytes).orElseThrow();
  }

  private Optional<WriteSearch.Writer> writerOf(int address, int bytes) {
    WriteSearch search =
        session.lookForWriter(address, new Mark.Place(address, bytes), new BoardView());
    while (!search.done()) {
      search.advance();
    }
    return search.writer();
  }

  @Test
  void aRunStopsBehindTheInstructionThatTouchesWhatIsWatched() {
    runTo(STEPS);
    int before = session.pc().memory().read32(COUNTER);
    session.watch(Optional.of(new WatchedBytes(COUNTER, 4, false)));
    session.run(STEPS, Long.MAX_VALUE);
    assertTrue(session.watched().orElseThrow().met());
    assertEquals(before + 1, session.pc().memory().read32(COUNTER));
    session.watch(Optional.of(new WatchedBytes(COUNTER, 1, true)));
    session.run(STEPS, Long.MAX_VALUE);
    assertEquals(before + 1, session.pc().memory().read32(COUNTER), "a read comes first");
    session.watch(Optional.empty());
    long step = session.step();
    session.run(STEPS, Long.MAX_VALUE);
    assertEquals(step + STEPS, session.step());
  }

  @Test
  void ofVeryMuchTextTheLatestIsKept() {
    SerialOutput output = new SerialOutput();
    for (int i = 0; i < 5_000_000; i++) {
      output.put('a' + i % 26);
    }
    assertEquals(5_000_000 % 26 + 'a' - 1, output.all(1).charAt(0));
    assertEquals(20_000, output.all(20_000).length());
    StateWriter early = new StateWriter();
    new SerialOutput().save(early);
    output.load(new StateReader(early.toBytes()));
    assertEquals("", output.all(10));
    output.put('x');
    assertEquals("x", output.take());
  }
}

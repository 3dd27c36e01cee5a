package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lab's board with its timer: interrupts that do not depend on how it is run. */
class BoardTimerTest {
  private static final int MEMORY = 0x10000;

  /** Counts interrupts at 0x500, and turns of its own loop at 0x504; halts in every other turn. */
  private static final String PROGRAM =
      TimerProgram.of(
          100,
          """
          sti
          turn:
          inc dword [0x504]
          test byte [0x504], 1
          jz turn
          hlt
          jmp turn
          timer:
          inc dword [0x500]
          mov al, 0x20
          out 0x20, al
          iret
          """);

  private final Board board = started();

  @Test
  void timerInterruptsAfterItsCount() {
    board.run(1000);
    int first = board.memory().read32(0x500);
    board.run(1000);
    assertTrue(first > 10, "a jump over idle time is one step");
    assertTrue(board.memory().read32(0x500) > first);
    assertFalse(board.stopped());
  }

  @Test
  void stepsOneByOneLeadWhereOneRunLeads() {
    Board other = started();
    board.run(777);
    for (int i = 0; i < 777; i++) {
      assertEquals(1, other.run(1));
    }
    assertArrayEquals(state(board), state(other));
  }

  @Test
  void restoredBoardGoesOnTheSame() {
    board.run(333);
    Board other = started();
    other.load(new StateReader(state(board)));
    for (int address = 0; address < MEMORY; address += 4) {
      other.memory().write32(address, board.memory().read32(address));
    }
    board.run(333);
    other.run(333);
    assertArrayEquals(state(board), state(other));
    assertEquals(board.memory().read32(0x500), other.memory().read32(0x500));
  }

  @Test
  void startingAgainForgetsTheTimer() {
    board.run(500);
    board.startAt(0, 0x7c00);
    assertArrayEquals(state(started()), state(board));
  }

  @Test
  void stopAskedForByTheTimersEventComesAfterOneStep() {
    List<Event> events = new ArrayList<>();
    board.setEventSink(
        new EventSink() {
          @Override
          public boolean listening() {
            return true;
          }

          @Override
          public void accept(Event event) {
            events.add(event);
            board.requestStop();
          }
        });
    int steps = 0;
    while (events.stream().noneMatch(Event.InterruptAcknowledged.class::isInstance)) {
      events.clear();
      steps += board.run(1000);
    }
    assertTrue(
        events.stream().anyMatch(Event.InterruptRequested.class::isInstance),
        "the request and what the processor made of it are one step: " + events);
    Board other = started();
    other.run(steps);
    assertArrayEquals(state(other), state(board));
  }

  private static Board started() {
    Board board = Board.withTimer(MEMORY);
    byte[] image =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of())
            .assemble("timer.asm", PROGRAM)
            .image();
    for (int i = 0; i < image.length; i++) {
      board.memory().write8(0x7c00 + i, image[i]);
    }
    board.startAt(0, 0x7c00);
    return board;
  }

  private static byte[] state(Board board) {
    StateWriter out = new StateWriter();
    board.save(out);
    return out.toBytes();
  }
}

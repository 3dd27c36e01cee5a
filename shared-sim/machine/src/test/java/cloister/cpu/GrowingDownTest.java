package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.event.Event.FaultRaised;
import cloister.event.Exceptions;
import cloister.event.Rule;
import org.junit.jupiter.api.Test;

/** A refusal in a segment that grows down names the bound that was passed. */
class GrowingDownTest {
  private static final int GROWS_DOWN = 0x0000f700;
  private static final int LIMIT = 0x1fff;

  private final ProtectedMachine machine = new ProtectedMachine();
  private final ProtectedMachine.Recorder recorder = new ProtectedMachine.Recorder();

  @Test
  void aBigSegmentEndsAt4Gib() {
    assertRefused(-2, Rights.BIG, Rule.SEGMENT_UPPER_BOUND, -2, 4, -1);
  }

  @Test
  void aSmallSegmentEndsAt64Kib() {
    assertRefused(0xfffe, 0, Rule.SEGMENT_UPPER_BOUND, 0xfffe, 4, 0xffff);
    assertRefused(0x12000, 0, Rule.SEGMENT_UPPER_BOUND, 0x12000, 4, 0xffff);
  }

  @Test
  void bothBeginAboveTheirLimit() {
    assertRefused(LIMIT, Rights.BIG, Rule.SEGMENT_LIMIT_DOWN, LIMIT, LIMIT, 0);
    assertRefused(LIMIT, 0, Rule.SEGMENT_LIMIT_DOWN, LIMIT, LIMIT, 0);
  }

  @Test
  void anInnerStackIsRefusedAtItsLowerBound() {
    machine.descriptor(ProtectedMachine.DATA0, ProtectedMachine.STACK0, 0x00409700);
    int top = ProtectedMachine.STACK0 - 4;
    assertEquals(
        refused(Exceptions.SS, ProtectedMachine.DATA0, Rule.SEGMENT_LIMIT_DOWN, top, top + 4, 0),
        entered());
  }

  @Test
  void anInnerStackIsRefusedAtItsUpperBound() {
    machine.descriptor(ProtectedMachine.DATA0, LIMIT, 0x00009700);
    machine.memory.write32(ProtectedMachine.TSS + 4, 2);
    assertEquals(
        refused(Exceptions.SS, ProtectedMachine.DATA0, Rule.SEGMENT_UPPER_BOUND, 0xfffe, 4, 0xffff),
        entered());
  }

  /** Reads a doubleword in ring 3. */
  private void assertRefused(int offset, int big, Rule rule, int first, int second, int third) {
    Cpu cpu =
        new ProtectedMachine()
            .code(0xa1, offset & 0xff, offset >> 8 & 0xff, offset >> 16 & 0xff, offset >> 24 & 0xff)
            .ring3();
    cpu.segments.set(Segments.DS, ProtectedMachine.DATA3, 0, LIMIT, GROWS_DOWN | big);
    assertEquals(refused(Exceptions.GP, 0, rule, first, second, third), next(cpu));
  }

  /** Asks ring 0 by an INT. */
  private FaultRaised entered() {
    return next(machine.code(0xcd, 0x30).ring3());
  }

  private static FaultRaised refused(
      int vector, int errorCode, Rule rule, int first, int second, int third) {
    return new FaultRaised(vector, errorCode, ProtectedMachine.CODE, rule, first, second, third);
  }

  private FaultRaised next(Cpu cpu) {
    recorder.events.clear();
    cpu.setEventSink(recorder);
    cpu.run(1);
    return (FaultRaised) recorder.events.getLast();
  }
}

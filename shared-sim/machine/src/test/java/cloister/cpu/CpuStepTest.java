package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Exceptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuStepTest {
  private final ProtectedMachine machine = new ProtectedMachine();

  @Test
  void refusedInstructionIsAStepThatChangesNoRegister() {
    Cpu cpu = machine.code(0xfa).ring3();
    int[] before = cpu.general.clone();
    assertEquals(1, cpu.run(1));
    assertTrue(cpu.faultPending());
    assertEquals(Exceptions.GP, cpu.pendingVector());
    assertEquals(0, cpu.pendingErrorCode());
    assertArrayEquals(before, cpu.general);
    assertEquals(ProtectedMachine.CODE, cpu.eip());
    assertEquals(0x202, cpu.eflags());
    assertEquals(3, cpu.cpl());
  }

  @Test
  void deliveryIsTheNextStep() {
    Cpu cpu = machine.code(0xfa).ring3();
    cpu.run(2);
    assertFalse(cpu.faultPending());
    assertEquals(0, cpu.cpl());
    assertEquals(ProtectedMachine.HANDLERS + Exceptions.GP, cpu.eip());
    assertEquals(ProtectedMachine.STACK0 - 24, cpu.general[4]);
    assertEquals(0, machine.pushed(0));
    assertEquals(ProtectedMachine.CODE, machine.pushed(1));
    assertEquals(ProtectedMachine.CODE3, machine.pushed(2));
    assertEquals(0x10202, machine.pushed(3));
    assertEquals(ProtectedMachine.STACK3, machine.pushed(4));
    assertEquals(ProtectedMachine.DATA3, machine.pushed(5));
  }

  @Test
  void refusedInstructionDoesNotRetire() {
    Cpu cpu = machine.code(0x90, 0x90, 0xfa).ring3();
    int before = cpu.instructionsLow();
    cpu.run(4);
    assertEquals(2, cpu.instructionsLow() - before);
  }

  @Test
  void popThatIsRefusedKeepsItsStackPointer() {
    Cpu cpu = machine.code(0x8f, 0x05, 0xff, 0xff, 0xff, 0xff).ring3();
    cpu.segments.set(3, ProtectedMachine.DATA3, 0, 0xfff, 0x0040f300);
    cpu.run(1);
    assertEquals(Exceptions.GP, cpu.pendingVector());
    assertEquals(ProtectedMachine.STACK3, cpu.general[4]);
  }

  @Test
  void popaThatMeetsTheEndOfTheStackInItsMiddleLoadsNothing() {
    Cpu cpu = machine.code(0x61).ring3();
    cpu.segments.set(2, ProtectedMachine.DATA3, 0, 0xffef, 0x0000f300);
    cpu.general[4] = 0xffec;
    int[] before = cpu.general.clone();
    cpu.run(1);
    assertEquals(Exceptions.SS, cpu.pendingVector());
    assertArrayEquals(before, cpu.general);
  }

  @Test
  void enterThatFindsNoRoomForItsFrameWritesNothing() {
    Cpu cpu = machine.code(0xc8, 0x00, 0x70, 0x00).ring3();
    cpu.segments.set(2, ProtectedMachine.DATA3, 0, 0x7fff, 0x0040f700);
    machine.memory.write32(ProtectedMachine.STACK3 - 4, 0x12345678);
    cpu.general[5] = 0xabcd;
    cpu.run(1);
    assertEquals(Exceptions.SS, cpu.pendingVector());
    assertEquals(0x12345678, machine.memory.read32(ProtectedMachine.STACK3 - 4));
    assertEquals(ProtectedMachine.STACK3, cpu.general[4]);
  }

  @Test
  void endbr32IsAHintThatDoesNothing() {
    Cpu cpu = machine.code(0xf3, 0x0f, 0x1e, 0xfb).ring3();
    cpu.run(1);
    assertFalse(cpu.faultPending());
    assertEquals(ProtectedMachine.CODE + 4, cpu.eip());
  }

  @Test
  void softwareInterruptDeliversWithinItsOwnStep() {
    Cpu cpu = machine.code(0xcd, 0x30).ring3();
    assertEquals(1, cpu.run(1));
    assertEquals(ProtectedMachine.HANDLERS + 0x30, cpu.eip());
    assertEquals(ProtectedMachine.CODE + 2, machine.pushed(0));
    assertEquals(0x202, machine.pushed(2), "no RF: the interrupt is no fault");
  }

  @Test
  void faultWhileDeliveringAFaultIsADoubleFault() {
    machine.gate(Exceptions.GP, ProtectedMachine.CODE0, 0x5000, 0x6e00);
    Cpu cpu = machine.code(0xfa).ring3();
    cpu.run(2);
    assertEquals(Exceptions.DF, cpu.pendingVector());
    assertEquals(0, cpu.pendingErrorCode());
    cpu.run(1);
    assertEquals(ProtectedMachine.HANDLERS + Exceptions.DF, cpu.eip());
    assertEquals(0, machine.pushed(0));
    assertEquals(ProtectedMachine.CODE, machine.pushed(1));
  }

  @Test
  void notContributoryFaultIsFollowedByTheSecondAlone() {
    machine.gate(Exceptions.UD, ProtectedMachine.CODE0, 0x5000, 0x6e00);
    Cpu cpu = machine.code(0x0f, 0x0b).ring3();
    cpu.run(2);
    assertEquals(Exceptions.NP, cpu.pendingVector());
    assertEquals(Exceptions.UD * 8 + 3, cpu.pendingErrorCode());
  }

  @Test
  void faultWhileDeliveringADoubleFaultShutsDown() {
    machine.gate(Exceptions.GP, ProtectedMachine.CODE0, 0x5000, 0x6e00);
    machine.gate(Exceptions.DF, ProtectedMachine.CODE0, 0x5000, 0x6e00);
    Cpu cpu = machine.code(0xfa).ring3();
    assertEquals(3, cpu.run(100));
    assertTrue(cpu.shutDown());
    assertEquals(0, cpu.run(100));
  }

  @Test
  void trapFlagRaisesDebugExceptionAfterEachInstruction() {
    Cpu cpu = machine.code(0x40, 0x41).ring3(0x302);
    int eax = cpu.general[0];
    assertEquals(1, cpu.run(1));
    assertEquals(eax + 1, cpu.general[0]);
    assertEquals(Exceptions.DB, cpu.pendingVector());
    assertEquals(-1, cpu.pendingErrorCode());
    cpu.run(1);
    assertEquals(ProtectedMachine.HANDLERS + Exceptions.DB, cpu.eip());
    assertEquals(ProtectedMachine.CODE + 1, machine.pushed(0));
    assertEquals(0x300, machine.pushed(2) & 0x300);
    assertEquals(0, cpu.eflags() & 0x100);
  }

  @Test
  void trapIsNotTakenAfterMovToSs() {
    Cpu cpu = machine.code(0x8e, 0xd0, 0x90).ring3(0x302);
    cpu.general[0] = ProtectedMachine.DATA3;
    cpu.run(1);
    assertFalse(cpu.faultPending());
    cpu.run(1);
    assertEquals(Exceptions.DB, cpu.pendingVector());
    assertEquals(ProtectedMachine.CODE + 3, cpu.eip());
  }

  @Test
  void trapIsNotTakenAfterSoftwareInterrupt() {
    Cpu cpu = machine.code(0xcd, 0x30).ring3(0x302);
    cpu.run(1);
    assertFalse(cpu.faultPending());
    assertEquals(ProtectedMachine.HANDLERS + 0x30, cpu.eip());
  }

  @Test
  void trapIsTakenAfterStiAndAfterTheInstructionThatClearsTheTrapFlag() {
    Cpu cpu = machine.code(0xfb).ring0();
    cpu.setEflags(0x102);
    cpu.run(1);
    assertEquals(Exceptions.DB, cpu.pendingVector());
  }

  @Test
  void interruptIsServedBetweenInstructions() {
    Cpu cpu = machine.code(0x90, 0x90).ring3();
    machine.line.vector = 0x20;
    assertEquals(1, cpu.run(1));
    assertEquals(ProtectedMachine.HANDLERS + 0x20, cpu.eip());
    assertEquals(ProtectedMachine.CODE, machine.pushed(0));
    assertEquals(0, cpu.eflags() & 0x200);
  }

  @Test
  void interruptWaitsForTheInterruptFlag() {
    Cpu cpu = machine.code(0x90, 0x90).ring0();
    cpu.setEflags(2);
    machine.line.vector = 0x20;
    cpu.run(1);
    assertEquals(ProtectedMachine.CODE + 1, cpu.eip());
    assertTrue(machine.line.raised());
  }

  @Test
  void interruptWaitsForTheInstructionAfterSti() {
    Cpu cpu = machine.code(0xfb, 0x90, 0x90).ring0();
    cpu.setEflags(2);
    machine.line.vector = 0x20;
    cpu.run(2);
    assertEquals(ProtectedMachine.CODE + 2, cpu.eip());
    cpu.run(1);
    assertEquals(ProtectedMachine.HANDLERS + 0x20, cpu.eip());
  }

  @Test
  void interruptComesRightAfterTheShadowInOneRun() {
    Cpu cpu = machine.code(0x90, 0xfb, 0x90, 0x40, 0x90).ring0();
    cpu.setEflags(2);
    cpu.run(1);
    machine.line.vector = 0x20;
    cpu.run(100);
    assertEquals(ProtectedMachine.HANDLERS + 0x21, cpu.eip());
    assertEquals(ProtectedMachine.CODE + 3, machine.pushed(0));
  }

  @Test
  void stiWhileInterruptsAreOnHoldsNothingOff() {
    Cpu cpu = machine.code(0xfb, 0x90).ring0();
    cpu.setEflags(0x202);
    cpu.run(1);
    machine.line.vector = 0x20;
    cpu.run(1);
    assertEquals(ProtectedMachine.HANDLERS + 0x20, cpu.eip());
  }

  @Test
  void interruptWaitsForTheInstructionAfterMovToSs() {
    Cpu cpu = machine.code(0x8e, 0xd0, 0x90, 0x90).ring0();
    cpu.general[0] = ProtectedMachine.DATA0;
    cpu.setEflags(0x202);
    cpu.run(1);
    machine.line.vector = 0x20;
    cpu.run(1);
    assertEquals(ProtectedMachine.CODE + 3, cpu.eip());
    cpu.run(1);
    assertEquals(ProtectedMachine.HANDLERS + 0x20, cpu.eip());
  }

  @Test
  void interruptEndsHalt() {
    Cpu cpu = machine.code(0xf4, 0x90).ring0();
    cpu.setEflags(0x202);
    assertEquals(1, cpu.run(10));
    assertTrue(cpu.halted());
    assertEquals(0, cpu.run(10));
    machine.line.vector = 0x20;
    cpu.run(1);
    assertFalse(cpu.halted());
    assertEquals(ProtectedMachine.CODE + 1, machine.pushed(0));
  }

  @Test
  void repeatedStringInstructionTakesOneStepAnIteration() {
    Cpu cpu = machine.code(0xf3, 0xaa).ring3();
    cpu.general[1] = 3;
    cpu.general[7] = 0x20000;
    for (int left = 2; left >= 0; left--) {
      assertEquals(1, cpu.run(1));
      assertEquals(left, cpu.general[1]);
      assertEquals(ProtectedMachine.CODE + (left == 0 ? 2 : 0), cpu.eip());
    }
  }

  @Test
  void interruptBetweenIterationsReturnsToTheInstruction() {
    Cpu cpu = machine.code(0xf3, 0xaa).ring3();
    cpu.general[1] = 3;
    cpu.general[7] = 0x20000;
    cpu.run(1);
    machine.line.vector = 0x20;
    cpu.run(1);
    assertEquals(ProtectedMachine.CODE, machine.pushed(0));
    assertEquals(2, cpu.general[1]);
  }

  /** So that an instruction breakpoint does not stop the rest of it (SDM 3, 19.3.1.1). */
  @Test
  void interruptBetweenIterationsSavesTheResumeFlagAndOneAfterTheLastDoesNot() {
    for (int count = 2; count > 0; count--) {
      ProtectedMachine fresh = new ProtectedMachine();
      Cpu cpu = fresh.code(0xf3, 0xaa).ring3();
      cpu.general[1] = count;
      cpu.general[7] = 0x20000;
      cpu.run(1);
      fresh.line.vector = 0x20;
      cpu.run(1);
      assertEquals(count == 2 ? 0x10202 : 0x202, fresh.pushed(2));
      assertEquals(0, cpu.eflags() & 0x10000);
    }
  }

  @Test
  void aRefusedIterationLeavesTheSameFlagsHoweverTheRunIsCut() {
    int[] flags = new int[2];
    for (int i = 0; i < 2; i++) {
      Cpu cpu = new ProtectedMachine().code(0x66, 0xf3, 0xab).ring3();
      cpu.general[1] = 8;
      cpu.general[7] = -3;
      for (int steps = 2; steps > 0; ) {
        steps -= cpu.run(i == 0 ? steps : 1);
      }
      assertTrue(cpu.faultPending());
      flags[i] = cpu.eflags();
    }
    assertEquals(flags[0], flags[1]);
  }

  @Test
  void instructionBreakpointOnARepeatedInstructionIsMetOnce() {
    Cpu cpu = machine.code(0x0f, 0x23, 0xc0, 0x0f, 0x23, 0xfb, 0xf3, 0xaa, 0xf3, 0xaa).ring0();
    cpu.general[0] = ProtectedMachine.CODE + 6;
    cpu.general[3] = 0x402;
    cpu.general[1] = 5;
    cpu.general[7] = 0x20000;
    cpu.run(3);
    assertEquals(Exceptions.DB, cpu.pendingVector());
    cpu.run(1);
    machine.memory.write8(cpu.eip(), 0xcf);
    machine.memory.write32(cpu.general[4] + 8, 0x10002);
    cpu.run(1);
    cpu.run(5);
    assertEquals(0, cpu.general[1]);
    assertFalse(cpu.faultPending());
    assertEquals(ProtectedMachine.CODE + 8, cpu.eip());
    assertEquals(0, cpu.eflags() & 0x10000);
  }

  @Test
  void repeatWithCountZeroDoesNothing() {
    Cpu cpu = machine.code(0xf3, 0xaa).ring3();
    cpu.general[1] = 0;
    assertEquals(1, cpu.run(1));
    assertEquals(ProtectedMachine.CODE + 2, cpu.eip());
  }

  @Test
  void runInOneGoAndStepByStepGiveTheSameTimeStamps() {
    int[] program = {0x90, 0x40, 0x0f, 0x31, 0x89, 0xc3, 0x43, 0x0f, 0x31};
    Cpu cpu = machine.code(program).ring0();
    cpu.run(100);
    ProtectedMachine other = new ProtectedMachine();
    Cpu stepped = other.code(program).ring0();
    for (int i = 0; i < 7; i++) {
      stepped.run(1);
    }
    assertEquals(stepped.general[0], cpu.general[0]);
    assertEquals(stepped.general[3], cpu.general[3]);
    assertEquals(3, cpu.general[0] - cpu.general[3] + 1);
  }

  @Test
  void handlerAtTheSameOffsetInAnotherSegmentIsEntered() {
    machine.descriptor(ProtectedMachine.CONFORMING, 0x1000ffff, 0x00cf9b00);
    machine.gate(0x30, ProtectedMachine.CONFORMING, ProtectedMachine.CODE, 0xee00);
    machine.memory.write8(ProtectedMachine.CODE + 0x1000, 0xf4);
    Cpu cpu = machine.code(0xcd, 0x30).ring3();
    cpu.run(10);
    assertTrue(cpu.halted());
    assertEquals(ProtectedMachine.CODE + 1, cpu.eip());
    assertEquals(ProtectedMachine.STACK0 - 20, cpu.general[4]);
  }

  @Test
  void sinkCanStopTheRunAfterTheStepThatItSees() {
    Cpu cpu = machine.code(0xcd, 0x30).ring3();
    cpu.setEventSink(
        new EventSink() {
          @Override
          public boolean listening() {
            return true;
          }

          @Override
          public void accept(Event event) {
            if (event instanceof Event.RingCrossed) {
              cpu.requestStop();
            }
          }
        });
    assertEquals(1, cpu.run(1000));
    assertEquals(ProtectedMachine.HANDLERS + 0x30, cpu.eip());
  }

  @Test
  void crossingIntoRing0IsReportedInOrder() {
    ProtectedMachine.Recorder recorder = new ProtectedMachine.Recorder();
    Cpu cpu = machine.code(0xcd, 0x30).ring3();
    cpu.setEventSink(recorder);
    cpu.run(1);
    assertEquals(
        List.of(
            "gate.interrupt",
            "segment.load",
            "stack.switch",
            "segment.load",
            "flags.system",
            "interrupt.software",
            "ring.in",
            "call.inner"),
        recorder.names());
  }
}

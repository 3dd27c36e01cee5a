package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import org.junit.jupiter.api.Test;

/** What the x87 unit has to do with the rest of the processor. */
class FloatingPointTest {
  private static final String MOV_CR0_EAX = "0f 22 c0";
  private static final String FNINIT = "db e3";
  private static final String FLD1 = "d9 e8";
  private static final String FLDZ = "d9 ee";
  private static final String FDIVP = "de f9";
  private static final String FNSTSW_AX = "df e0";

  /** FLDCW [20000h]. */
  private static final String FLDCW = "d9 2d 00 00 02 00";

  private static final int DATA = 0x20000;
  private static final int ZERO_DIVIDE_UNMASKED = 0x37b;

  private final ProtectedMachine.Recorder recorder = new ProtectedMachine.Recorder();
  private ProtectedMachine machine = new ProtectedMachine();

  @Test
  void emulationAndTaskSwitchMakeItUnavailable() {
    for (int cr0 : new int[] {0x15, 0x19, 0x1b}) {
      Cpu cpu = run(cr0, 2, MOV_CR0_EAX, FLD1);
      assertEquals(Exceptions.NM, cpu.pendingVector(), "CR0 " + cr0);
      assertEquals(ProtectedMachine.CODE + 3, cpu.eip());
    }
  }

  @Test
  void waitMindsTaskSwitchOnlyWithMonitorCoprocessor() {
    assertFalse(run(0x19, 2, MOV_CR0_EAX, "9b").faultPending());
    assertFalse(run(0x15, 2, MOV_CR0_EAX, "9b").faultPending());
    assertEquals(Exceptions.NM, run(0x1b, 2, MOV_CR0_EAX, "9b").pendingVector());
  }

  @Test
  void unmaskedExceptionFaultsAtTheNextInstructionThatWaits() {
    Cpu cpu = divideByZero(0x31, 8, FNSTSW_AX, FLD1);
    assertEquals(Exceptions.MF, cpu.pendingVector());
    assertEquals(0xb084, cpu.general[0] & 0xffff);
    assertEquals(ProtectedMachine.CODE + 3 + 2 + 6 + 2 + 2 + 2 + 2, cpu.eip());
  }

  @Test
  void instructionsThatDoNotWaitClearTheException() {
    Cpu cpu = divideByZero(0x31, 8, "db e2", FLD1);
    assertFalse(cpu.faultPending());
    assertFalse(cpu.floatingPointError());
  }

  @Test
  void withoutNumericErrorTheProcessorStandsStillUntilAnInterrupt() {
    Cpu cpu = divideByZero(0x11, 8, FLD1);
    assertTrue(cpu.floatingPointError());
    assertFalse(cpu.faultPending());
    assertTrue(cpu.halted());
    int waiting = cpu.eip();
    cpu.setEflags(0x202);
    machine.line.vector = 0x75;
    cpu.run(1);
    assertEquals(ProtectedMachine.HANDLERS + 0x75, cpu.eip());
    assertEquals(waiting, machine.pushed(0));
  }

  @Test
  void ignoredErrorsLetInstructionsGoOn() {
    Cpu cpu = divideByZero(0x11, 6);
    cpu.floatingPoint().ignoresErrors = true;
    machine.memory.write8(cpu.eip(), 0xd9);
    machine.memory.write8(cpu.eip() + 1, 0xe8);
    cpu.run(1);
    assertFalse(cpu.halted());
    assertEquals(5, cpu.floatingPoint().top);
  }

  @Test
  void environmentNamesTheLastInstructionAndItsOperand() {
    // fninit; fld dword [20010h]; fnstenv [20020h]; o16 fnstenv [20040h]
    run(
        0x31,
        5,
        MOV_CR0_EAX,
        FNINIT,
        "d9 05 10 00 02 00",
        "d9 35 20 00 02 00",
        "66 d9 35 40 00 02 00");
    int[] expected = {
      0xffff037f,
      0xffff3800,
      0xffff7fff,
      ProtectedMachine.CODE + 5,
      0x01050008,
      DATA + 0x10,
      0xffff0000 | ProtectedMachine.DATA3
    };
    assertArrayEquals(expected, words(DATA + 0x20, 7));
    assertEquals(0x037f, machine.memory.read16(DATA + 0x40));
    assertEquals(ProtectedMachine.CODE + 5 & 0xffff, machine.memory.read16(DATA + 0x46));
    assertEquals(ProtectedMachine.CODE0, machine.memory.read16(DATA + 0x48));
    assertEquals(ProtectedMachine.DATA3, machine.memory.read16(DATA + 0x4c));
  }

  @Test
  void realModeStoresLinearPointers() {
    run(0x30, 4, MOV_CR0_EAX, FNINIT, "d9 05 10 00 02 00", "d9 35 20 00 02 00");
    int linear = (ProtectedMachine.CODE0 << 4) + ProtectedMachine.CODE + 5;
    assertEquals(0xffff0000 | linear & 0xffff, machine.memory.read32(DATA + 0x2c));
    assertEquals((linear >>> 16 << 12) | 0x105, machine.memory.read32(DATA + 0x30));
  }

  @Test
  void savedStateComesBack() {
    // fldpi; fld1; fnsave [20100h]; frstor [20100h]
    Cpu cpu =
        run(0x31, 6, MOV_CR0_EAX, FNINIT, "d9 eb", FLD1, "dd 35 00 01 02 00", "dd 25 00 01 02 00");
    assertEquals(0x3000, cpu.floatingPoint().statusWord());
    assertEquals(0x0fff, cpu.floatingPoint().tagWord());
    assertEquals(0x3fff, cpu.floatingPoint().stack(0).signExponent);
    assertEquals(0x2168c235, cpu.floatingPoint().stack(1).low);
  }

  @Test
  void saveEndsWithAFreshUnit() {
    Cpu cpu = run(0x31, 4, MOV_CR0_EAX, FNINIT, FLD1, "dd 35 00 01 02 00");
    assertEquals(0, cpu.floatingPoint().statusWord());
    assertEquals(0xffff, cpu.floatingPoint().tagWord());
  }

  @Test
  void fastSaveNeedsAnAlignedAddress() {
    Cpu cpu = run(0x31, 4, MOV_CR0_EAX, FNINIT, FLD1, "0f ae 05 08 00 02 00");
    assertEquals(Exceptions.GP, cpu.pendingVector());
    cpu =
        run(
            0x31,
            6,
            MOV_CR0_EAX,
            FNINIT,
            FLD1,
            "0f ae 05 00 01 02 00",
            FNINIT,
            "0f ae 0d 00 01 02 00");
    assertEquals(0x80, machine.memory.read16(DATA + 0x104));
    assertEquals(0x80000000, machine.memory.read32(DATA + 0x124));
    assertEquals(0x3fff, cpu.floatingPoint().stack(0).signExponent);
    assertEquals(0x3fff, cpu.floatingPoint().tagWord());
  }

  /** The image asks for the alignment of its fields; its registers of ten bytes ask for none. */
  @Test
  void theWholeStateIsAlignedAsItsFields() {
    String[] saves = {"dd 35 04 01 02 00", "dd 35 02 01 02 00", "66 dd 35 02 01 02 00"};
    String[] loads = {"dd 25 04 01 02 00", "dd 25 02 01 02 00", "66 dd 25 02 01 02 00"};
    for (int i = 0; i < 3; i++) {
      for (String instruction : new String[] {saves[i], loads[i]}) {
        machine = new ProtectedMachine();
        machine.code(MachineCode.of(MOV_CR0_EAX));
        machine.ring0().general[0] = 0x40031;
        machine.cpu.run(1);
        machine.code(MachineCode.of(instruction));
        Cpu cpu = machine.ring3(0x40002);
        cpu.run(1);
        assertEquals(i == 1 ? Exceptions.AC : -1, cpu.pendingVector(), instruction);
      }
    }
  }

  @Test
  void aRefusedStoreChangesNothing() {
    machine.code(MachineCode.of(MOV_CR0_EAX, FNINIT, FLD1, "db 3d f8 ff ff ff"));
    Cpu cpu = machine.ring0();
    cpu.general[0] = 0x31;
    cpu.segments.set(3, ProtectedMachine.DATA3, 0, 0xfffffff0, 0x0040f300);
    cpu.run(4);
    assertEquals(Exceptions.GP, cpu.pendingVector());
    assertEquals(0x3800, cpu.floatingPoint().statusWord());
  }

  @Test
  void newExceptionsAreEvents() {
    divideByZero(0x31, 6);
    assertTrue(
        recorder.events.contains(
            new Event.FloatingPointRaised(ProtectedMachine.CODE + 15, 4, 0x3b)));
  }

  @Test
  void stateIsSavedWithTheProcessor() {
    Cpu cpu = divideByZero(0x31, 6);
    StateWriter writer = new StateWriter();
    cpu.save(writer);
    Cpu other = new ProtectedMachine().cpu;
    other.load(new StateReader(writer.toBytes()));
    assertEquals(cpu.floatingPoint().statusWord(), other.floatingPoint().statusWord());
    assertEquals(cpu.floatingPoint().tagWord(), other.floatingPoint().tagWord());
    StateWriter again = new StateWriter();
    other.save(again);
    assertArrayEquals(writer.toBytes(), again.toBytes());
  }

  private Cpu divideByZero(int cr0, int steps, String... then) {
    String[] code = new String[6 + then.length];
    String[] begin = {MOV_CR0_EAX, FNINIT, FLDCW, FLD1, FLDZ, FDIVP};
    System.arraycopy(begin, 0, code, 0, 6);
    System.arraycopy(then, 0, code, 6, then.length);
    return run(cr0, steps, code);
  }

  private Cpu run(int cr0, int steps, String... code) {
    machine = new ProtectedMachine();
    machine.memory.write16(DATA, ZERO_DIVIDE_UNMASKED);
    machine.cpu.setEventSink(recorder);
    machine.code(MachineCode.of(code));
    Cpu cpu = machine.ring0();
    cpu.general[0] = cr0;
    cpu.run(steps);
    return cpu;
  }

  private int[] words(int at, int count) {
    int[] words = new int[count];
    for (int i = 0; i < count; i++) {
      words[i] = machine.memory.read32(at + 4 * i);
    }
    return words;
  }
}

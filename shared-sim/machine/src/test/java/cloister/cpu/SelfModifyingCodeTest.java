package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Exceptions;
import org.junit.jupiter.api.Test;

class SelfModifyingCodeTest {
  private static final int CODE = ProtectedMachine.CODE;

  private final ProtectedMachine machine = new ProtectedMachine();

  @Test
  void instructionWrittenByItsOwnBlockIsTheNewOne() {
    // mov byte [CODE + 7], 0x43 (inc ebx); at CODE + 7: inc eax
    Cpu cpu = machine.code(0xc6, 0x05, 7, 0, 1, 0, 0x43, 0x40).ring0();
    cpu.general[0] = 10;
    cpu.general[3] = 20;
    cpu.run(10);
    assertEquals(10, cpu.general[0]);
    assertEquals(21, cpu.general[3]);
  }

  @Test
  void loopSeesItsPatchInTheNextRound() {
    // inc eax; mov byte [CODE], 0x43; loop CODE
    Cpu cpu = machine.code(0x40, 0xc6, 0x05, 0, 0, 1, 0, 0x43, 0xe2, 0xf6).ring0();
    cpu.general[0] = 0;
    cpu.general[3] = 0;
    cpu.general[1] = 5;
    cpu.run(100);
    assertEquals(1, cpu.general[0]);
    assertEquals(4, cpu.general[3]);
  }

  @Test
  void writeFromOutsideTheProcessorIsSeen() {
    Cpu cpu = machine.code(0x40).ring0();
    cpu.general[0] = 0;
    cpu.run(1);
    assertEquals(1, cpu.general[0]);
    machine.memory.write8(CODE, 0x48);
    machine.ring0();
    cpu.run(1);
    assertEquals(0, cpu.general[0]);
  }

  @Test
  void blockIsDecodedAnewWhenItsSecondPageIsWritten() {
    // mov eax, imm32 with its immediate in the next page, where nothing else runs
    int start = CODE + 0xffd;
    int[] instruction = {0xb8, 1, 0, 0, 0};
    for (int i = 0; i < instruction.length; i++) {
      machine.memory.write8(start + i, instruction[i]);
    }
    assertEquals(1, eaxAfterOneStepAt(start));
    machine.memory.write8(CODE + 0x1000, 2);
    assertEquals(0x20001, eaxAfterOneStepAt(start));
    machine.memory.write8(start + 1, 3);
    assertEquals(0x20003, eaxAfterOneStepAt(start));
  }

  private int eaxAfterOneStepAt(int eip) {
    machine.cpu.setEip(eip);
    machine.cpu.run(1);
    return machine.cpu.general[0];
  }

  @Test
  void sameBytesAreDecodedForTheSizeOfTheirSegment() {
    // 16-bit: mov ax, 0x4340. 32-bit: mov eax, 0xXXXX4340
    Cpu cpu = machine.code(0xb8, 0x40, 0x43, 0x90, 0x90).ring0();
    cpu.run(1);
    assertEquals(0x90904340, cpu.general[0]);
    cpu.setEip(CODE);
    cpu.segments.set(1, ProtectedMachine.CODE0, 0, -1, 0x00809b00);
    cpu.general[0] = 0;
    cpu.run(1);
    assertEquals(0x4340, cpu.general[0]);
    assertEquals(CODE + 3, cpu.eip());
  }

  @Test
  void instructionAcrossTheLimitIsRefusedWhenItIsReached() {
    Cpu cpu = machine.code(0x90, 0x90, 0xb8, 1, 0, 0, 0).ring0();
    cpu.run(3);
    cpu.setEip(CODE);
    cpu.segments.set(1, ProtectedMachine.CODE0, 0, CODE + 4, 0x00409b00);
    assertEquals(3, cpu.run(3));
    assertEquals(Exceptions.GP, cpu.pendingVector());
    assertEquals(CODE + 2, cpu.eip());
  }

  @Test
  void storesToOtherPagesKeepTheBlock() {
    // mov [0x20000], eax; inc eax; loop
    Cpu cpu = machine.code(0xa3, 0, 0, 2, 0, 0x40, 0xe2, 0xf8).ring0();
    cpu.general[0] = 0;
    cpu.general[1] = 1000;
    assertEquals(3001, cpu.run(10_000));
    assertTrue(cpu.halted());
    assertEquals(999, machine.memory.read32(0x20000));
  }
}

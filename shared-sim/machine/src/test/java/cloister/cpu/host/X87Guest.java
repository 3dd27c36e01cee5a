package cloister.cpu.host;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.Ports;
import cloister.cpu.Cpu;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.fpu.Extended;
import cloister.cpu.fpu.FpuRegisters;

/** Runs single x87 instructions on our processor. */
final class X87Guest {
  private static final int CODE = 0x10000;
  private static final int OPERAND = 0x8000;
  private static final int SETUP = 0x100;

  private final Memory memory = new Memory(0x100000);
  private final Cpu cpu = new Cpu(memory, new NoPorts(), InterruptLine.NONE);

  X87Guest() {
    for (int i = 0; i < 8; i++) {
      if (i < 6) {
        cpu.segments.set(i, 0, 0, -1, Rights.REAL_MODE);
      }
    }
    cpu.segments.set(Segments.CS, 0, 0, -1, Rights.REAL_MODE | Rights.CODE | Rights.BIG);
    int[] code = {0x0f, 0x22, 0xc0}; // mov cr0, eax
    for (int i = 0; i < code.length; i++) {
      memory.write8(SETUP + i, code[i]);
    }
    cpu.general[0] = 0x32; // MP, ET, NE
    cpu.setEip(SETUP);
    cpu.run(1);
    for (int opcode = 0; opcode < 8; opcode++) {
      for (int second = 0; second < 256; second++) {
        memory.write8(place(opcode, second), 0xd8 | opcode);
        memory.write8(place(opcode, second) + 1, second);
      }
    }
  }

  void run(X87Trial trial) {
    FpuRegisters registers = cpu.floatingPoint();
    registers.setControlWord(trial.control());
    registers.setStatusWord(trial.status());
    registers.setTagWord(trial.tags());
    for (int i = 0; i < 8; i++) {
      registers.stack(i).set(trial.signExponent(i), trial.high(i), trial.low(i));
    }
    for (int i = 0; i < 4; i++) {
      memory.write32(OPERAND + 4 * i, trial.memory[i]);
    }
    cpu.general[0] = trial.eax;
    cpu.general[6] = OPERAND;
    cpu.setEflags(trial.eflags);
    cpu.setEip(place(trial.code[0] & 7, trial.code[1] & 0xff));
    cpu.run(1);
    trial.vector = X87Trial.NO_EXCEPTION;
    if (cpu.faultPending()) {
      trial.vector = cpu.pendingVector();
      throwAway();
    }
    trial.image[0] = registers.control | 0xffff0000;
    trial.image[1] = registers.statusWord() | 0xffff0000;
    trial.image[2] = registers.tagWord() | 0xffff0000;
    for (int i = 0; i < 8; i++) {
      Extended register = registers.stack(i);
      trial.setRegister(i, register.signExponent, register.high, register.low);
    }
    for (int i = 0; i < 4; i++) {
      trial.memory[i] = memory.read32(OPERAND + 4 * i);
    }
    trial.eax = cpu.general[0];
    trial.eflags = cpu.eflags();
  }

  /** Lets the pending exception be delivered to wherever the empty vector table leads. */
  private void throwAway() {
    cpu.segments.set(Segments.SS, 0, 0, -1, Rights.REAL_MODE);
    cpu.general[4] = 0x7000;
    cpu.run(1);
    cpu.segments.set(Segments.CS, 0, 0, -1, Rights.REAL_MODE | Rights.CODE | Rights.BIG);
  }

  private static int place(int opcode, int second) {
    return CODE + 16 * (256 * opcode + second);
  }

  /** No instruction here reaches a port. */
  private static final class NoPorts implements Ports {
    @Override
    public int read(int port, int bytes) {
      throw new IllegalStateException("port " + port);
    }

    @Override
    public void write(int port, int bytes, int value) {
      throw new IllegalStateException("port " + port);
    }
  }
}

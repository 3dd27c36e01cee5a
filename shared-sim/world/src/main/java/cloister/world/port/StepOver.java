package cloister.world.port;

import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.disasm.Disassembler;
import cloister.cpu.disasm.Line;
import cloister.event.Event;
import cloister.world.World;
import cloister.world.timeline.StepObserver;

/**
 * Ends a walk when the instruction that it began with is done with all that it called: back in the
 * same ring behind the instruction with nothing of it left on the stack, or, after a refusal, back
 * in the same ring.
 */
final class StepOver implements StepObserver {
  private final World world;
  private final int cpl;
  private final boolean refused;
  private final boolean calls;
  private final int target;
  private final int stack;
  private final int stackPointer;

  StepOver(World world, Disassembler disassembler) {
    this.world = world;
    Cpu cpu = world.machine().cpu();
    cpl = cpu.cpl();
    refused = cpu.faultPending();
    int address = cpu.linearEip();
    Line line = disassembler.disassemble(cpu.linear()::read8, address, address, cpu.codeBits());
    calls = calls(line.text());
    target = address + line.length();
    stack = cpu.segments.selector[Segments.SS];
    stackPointer = stackPointer(cpu);
  }

  @Override
  public boolean needsEveryStep() {
    return true;
  }

  @Override
  public boolean stepped() {
    Cpu cpu = world.machine().cpu();
    if (refused) {
      return cpu.cpl() == cpl && returned();
    }
    return !calls || cpu.faultPending() || cpu.linearEip() == target && unwound(cpu);
  }

  /** A call that it made itself comes back to the same place, but further down the stack. */
  private boolean unwound(Cpu cpu) {
    return cpu.cpl() == cpl
        && cpu.segments.selector[Segments.SS] == stack
        && Integer.compareUnsigned(stackPointer(cpu), stackPointer) >= 0;
  }

  private static int stackPointer(Cpu cpu) {
    boolean wide = Rights.isBig(cpu.segments.rights[Segments.SS]);
    return cpu.general[Core.ESP] & (wide ? -1 : 0xffff);
  }

  private boolean returned() {
    for (Event event : world.timeline().moment().events()) {
      if (event instanceof Event.Returned) {
        return true;
      }
    }
    return false;
  }

  private static boolean calls(String text) {
    return text.startsWith("call ") || text.startsWith("int") || text.startsWith("rep");
  }
}

package cloister.world.port;

import cloister.cpu.Cpu;
import cloister.cpu.disasm.Disassembler;
import cloister.cpu.disasm.Line;
import cloister.event.Event;
import cloister.world.World;
import cloister.world.timeline.StepObserver;

/**
 * Ends a walk when the instruction that it began with is done with all that it called: back in the
 * same ring behind the instruction, or, after a refusal, back in the same ring.
 */
final class StepOver implements StepObserver {
  private final World world;
  private final int cpl;
  private final boolean refused;
  private final boolean calls;
  private final int target;

  StepOver(World world, Disassembler disassembler) {
    this.world = world;
    Cpu cpu = world.board().cpu();
    cpl = cpu.cpl();
    refused = cpu.faultPending();
    int address = cpu.linearEip();
    Line line = disassembler.disassemble(world.board().memory(), address, address, cpu.codeBits());
    calls = calls(line.text());
    target = address + line.length();
  }

  @Override
  public boolean stepped() {
    Cpu cpu = world.board().cpu();
    if (refused) {
      return cpu.cpl() == cpl && returned();
    }
    return !calls || cpu.faultPending() || cpu.linearEip() == target && cpu.cpl() == cpl;
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

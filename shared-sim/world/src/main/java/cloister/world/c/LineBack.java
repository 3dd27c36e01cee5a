package cloister.world.c;

import cloister.asm.Assembly;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.event.Witness;
import cloister.world.Language;
import cloister.world.World;
import cloister.world.timeline.Repeat;

/** Finds the step at which the line before the present one began, by doing the run again. */
final class LineBack {
  /** What is looked at first; each stretch before it is twice as long. */
  private static final int STRETCH = 4096;

  private final World world;
  private final Lines lines;
  private final int line;
  private final int base;
  private final boolean atBeginning;

  LineBack(World world, Lines lines) {
    this.world = world;
    this.lines = lines;
    Cpu cpu = world.machine().cpu();
    line = lines.at(cpu.linearEip()).map(Assembly.Line::line).orElse(0);
    base = cpu.general[Core.EBP];
    atBeginning = lines.beginsStatement(cpu.linearEip());
  }

  /** The step, or -1 when there is none. */
  int step() {
    Repeat repeat = world.repeat();
    int end = world.step();
    int first = Math.max(0, end - Language.FURTHEST_BACK);
    for (int stretch = STRETCH; end > first; stretch *= 2) {
      int start = Math.max(first, end - stretch);
      int found = lastIn(repeat, start, end);
      if (found >= 0) {
        return found;
      }
      end = start;
    }
    return -1;
  }

  private int lastIn(Repeat repeat, int start, int end) {
    int found = -1;
    repeat.to(start);
    for (int step = start; step < end; step++) {
      Cpu cpu = repeat.machine().cpu();
      if (begins(cpu.linearEip(), cpu.general[Core.EBP])) {
        found = step;
      }
      if (step + 1 < end) {
        repeat.step(Witness.NONE);
      }
    }
    return found;
  }

  /** Deeper frames are passed over: one goes back as one goes over. */
  private boolean begins(int address, int then) {
    if (!lines.beginsStatement(address)) {
      return false;
    }
    boolean deeper = line != 0 && Integer.compareUnsigned(then, base) < 0;
    boolean same = lines.at(address).orElseThrow().line() == line && then == base;
    return !deeper && !(same && atBeginning);
  }
}

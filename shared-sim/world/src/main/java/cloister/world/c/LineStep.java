package cloister.world.c;

import cloister.asm.Assembly;
import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.world.Language.LineMove;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import java.util.Optional;

/**
 * Ends a walk where another line begins. Frames are told apart by EBP, which holds the frame's base
 * wherever a statement begins; an outer frame has a higher one.
 */
final class LineStep implements StepObserver {
  private static final int RET = 0xC3;
  private static final int RET_BYTES = 0xC2;

  private final World world;
  private final Lines lines;
  private final LineMove move;
  private final int line;
  private final int base;

  LineStep(World world, Lines lines, LineMove move) {
    this.world = world;
    this.lines = lines;
    this.move = move;
    Cpu cpu = world.machine().cpu();
    line = lines.at(cpu.linearEip()).map(Assembly.Line::line).orElse(0);
    base = cpu.general[Core.EBP];
  }

  @Override
  public boolean needsEveryStep() {
    return true;
  }

  @Override
  public boolean stepped() {
    Cpu cpu = world.machine().cpu();
    return cpu.faultPending() || ends(cpu.linearEip(), cpu.general[Core.EBP]);
  }

  /** EBP is the caller's already when the function's last instruction is still to come. */
  private boolean returns(int address) {
    int opcode = world.machine().cpu().linear().read8(address) & 0xFF;
    return opcode == RET || opcode == RET_BYTES;
  }

  private boolean ends(int address, int now) {
    Optional<Assembly.Line> here = lines.at(address);
    if (here.isEmpty()) {
      return false;
    }
    boolean outer = Integer.compareUnsigned(now, base) > 0 && !returns(address);
    boolean begins = lines.beginsStatement(address);
    boolean another = begins && (here.get().line() != line || now != base);
    return switch (move) {
      case INTO -> another;
      case OVER -> another && (outer || now == base);
      case OUT -> outer && line != 0 || line == 0 && begins;
    };
  }
}

package cloister.world.trap;

import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import java.util.List;

/** What handing over control can change in the processor. */
final class Changes {
  private static final String[] NAMES = {
    "CPL", "CS", "EIP", "SS", "ESP", "IF", "TF", "NT", "RF", "VM", "IOPL", "TR", "LDTR", "CR3"
  };

  private Changes() {}

  static int[] sample(Cpu cpu) {
    int[] selector = cpu.segments.selector;
    int flags = cpu.eflags();
    return new int[] {
      cpu.cpl(),
      selector[Segments.CS],
      cpu.eip(),
      selector[Segments.SS],
      cpu.general[Core.ESP],
      bit(flags, Eflags.IF),
      bit(flags, Eflags.TF),
      bit(flags, Eflags.NT),
      bit(flags, Eflags.RF),
      bit(flags, Eflags.VM),
      Eflags.iopl(flags),
      selector[Segments.TR],
      selector[Segments.LDTR],
      cpu.control(3)
    };
  }

  private static int bit(int flags, int flag) {
    return (flags & flag) != 0 ? 1 : 0;
  }

  /** Adds a row for each that is not what it was. */
  static void add(int[] before, int[] after, List<Row> rows) {
    for (int i = 0; i < NAMES.length; i++) {
      if (before[i] != after[i]) {
        rows.add(new Row.Change(NAMES[i], before[i], after[i]));
      }
    }
  }
}

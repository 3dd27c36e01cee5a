package cloister.world.timeline;

import cloister.cpu.Cpu;
import cloister.cpu.core.Segments;
import cloister.machine.Machine;
import cloister.world.table.TaskState;

/** The registers as they were before a step, to see what it changed. */
public final class Registers {
  private static final TaskState.Field[] TASK = TaskState.Field.values();

  private final int[] general = new int[8];
  private final int[] selector = new int[Segments.COUNT];
  private final int[] base = new int[Segments.COUNT];
  private final int[] task = new int[TASK.length];
  private int eip;
  private int eflags;
  private int cpl;

  void capture(Machine machine) {
    Cpu cpu = machine.cpu();
    System.arraycopy(cpu.general, 0, general, 0, 8);
    System.arraycopy(cpu.segments.selector, 0, selector, 0, Segments.COUNT);
    System.arraycopy(cpu.segments.base, 0, base, 0, Segments.COUNT);
    eip = cpu.eip();
    eflags = cpu.eflags();
    cpl = cpu.cpl();
    if (selector[Segments.TR] != 0) {
      TaskState state = TaskState.current(cpu.linear(), cpu.segments);
      for (int i = 0; i < TASK.length; i++) {
        task[i] = state.read(TASK[i]);
      }
    }
  }

  public int general(int register) {
    return general[register];
  }

  public int selector(int register) {
    return selector[register];
  }

  public int base(int register) {
    return base[register];
  }

  public int task(TaskState.Field field) {
    return task[field.ordinal()];
  }

  public int eip() {
    return eip;
  }

  public int eflags() {
    return eflags;
  }

  public int cpl() {
    return cpl;
  }
}

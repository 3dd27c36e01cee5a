package cloister.cli;

import cloister.cpu.Cpu;
import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Pc;
import cloister.server.translate.HiddenClasses;
import java.lang.management.ManagementFactory;

/** A PC that runs a workload, from one result to the next. */
final class TimedPc {
  private static final int MOST_STEPS = 200_000_000;

  private final Workload workload;
  private final Pc pc;
  private final StringBuilder line = new StringBuilder();

  /** What some rounds took: processor time, which does not count what others do meanwhile. */
  record Run(long instructions, double millis) {
    double mips() {
      return instructions / millis / 1000;
    }
  }

  /** Starts it, up to its first result. */
  TimedPc(Workload workload, OpcodeTable opcodes, boolean interpreted) throws CommandFailure {
    this.workload = workload;
    pc = new Pc(workload.parts(opcodes), this::sent);
    if (!interpreted) {
      pc.cpu().translateWith(new HiddenClasses());
    }
    round();
  }

  /**
   * Runs to the next result.
   *
   * @return instructions since the last one; always the same number, but for a few where a timer
   *     interrupts
   */
  long round() throws CommandFailure {
    line.setLength(0);
    long before = instructions();
    pc.run(MOST_STEPS);
    workload.check(line.toString());
    return instructions() - before;
  }

  /** Runs at least so long. */
  Run run(double leastMillis) throws CommandFailure {
    double start = processorMillis();
    long instructions = 0;
    double millis = 0;
    while (millis < leastMillis) {
      instructions += round();
      millis = processorMillis() - start;
    }
    return new Run(instructions, millis);
  }

  private void sent(int character) {
    if (character == '\n') {
      pc.requestStop();
    } else {
      line.append((char) character);
    }
  }

  private long instructions() {
    Cpu cpu = pc.cpu();
    return (long) cpu.instructionsHigh() << 32 | cpu.instructionsLow() & 0xffff_ffffL;
  }

  private static double processorMillis() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
  }
}

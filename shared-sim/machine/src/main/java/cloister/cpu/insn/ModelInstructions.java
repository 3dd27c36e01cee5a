package cloister.cpu.insn;

import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Identity;
import cloister.cpu.core.Virtualization;
import cloister.event.Rule;

/** CPUID, the time-stamp counter, and the instructions for model-specific registers. */
final class ModelInstructions {
  private final Core core;
  private final RegisterAccess registers;
  private final int[] general;

  ModelInstructions(Core core) {
    this.core = core;
    registers = new RegisterAccess(core);
    general = core.general;
  }

  void identify() {
    core.ask(Virtualization.CPUID, 0);
    int[] words =
        Identity.leaf(
            general[Core.EAX],
            core.features,
            core.model.apicEnabled(),
            core.virtualization.cpuidBits());
    general[Core.EAX] = words[0];
    general[Core.EBX] = words[1];
    general[Core.ECX] = words[2];
    general[Core.EDX] = words[3];
  }

  /** Retired instructions and idle time, moved by what was written to the counter. */
  void readTimeStamp() {
    if ((core.cr4 & Core.CR4_TSD) != 0) {
      core.requireRing0();
    }
    core.ask(Virtualization.RDTSC, 0);
    registers.readCounter();
    shiftTime();
  }

  /** There are no performance counters to read. */
  void readPerformanceCounter() {
    if ((core.cr4 & Core.CR4_PCE) == 0) {
      core.requireRing0();
    }
    core.ask(Virtualization.RDPMC, 0);
    throw unknown();
  }

  void readRegister() {
    core.requireRing0();
    core.ask(Virtualization.RDMSR, 0);
    require(registers.read(general[Core.ECX]));
    if (general[Core.ECX] == RegisterAccess.TIME_STAMP_COUNTER) {
      shiftTime();
    }
  }

  void writeRegister() {
    core.requireRing0();
    core.ask(Virtualization.WRMSR, 0);
    require(registers.write(general[Core.ECX], general[Core.EAX], general[Core.EDX]));
  }

  private void shiftTime() {
    if (core.nonRoot) {
      core.virtualization.shiftTime();
    }
  }

  private void require(boolean good) {
    if (!good) {
      throw unknown();
    }
  }

  private Fault unknown() {
    return core.generalProtection(0, Rule.MODEL_REGISTER, general[Core.ECX], 0, 0);
  }
}

package cloister.hypervisor;

import cloister.cpu.core.Virtualization;

/** Why a guest was left under VT-x, by its basic exit reason. */
enum Leaving {
  EXCEPTION(Virtualization.EXCEPTION, "exception or NMI", ExitReason.EXCEPTION),
  EXTERNAL_INTERRUPT(Virtualization.EXTERNAL_INTERRUPT, "external interrupt", ExitReason.CLOCK),
  TRIPLE_FAULT(Virtualization.TRIPLE_FAULT, "triple fault", ExitReason.EXCEPTION),
  INTERRUPT_WINDOW(Virtualization.INTERRUPT_WINDOW, "interrupt window", ExitReason.WINDOW),
  TASK_SWITCH(Virtualization.TASK_SWITCH, "task switch", ExitReason.INSTRUCTION),
  CPUID(Virtualization.CPUID, "CPUID", ExitReason.INSTRUCTION),
  HLT(Virtualization.HLT, "HLT", ExitReason.INSTRUCTION),
  INVD(Virtualization.INVD, "INVD", ExitReason.INSTRUCTION),
  RDTSC(Virtualization.RDTSC, "RDTSC", ExitReason.INSTRUCTION),
  VMCALL(Virtualization.VMCALL, "VMCALL", ExitReason.INSTRUCTION),
  CONTROL_REGISTER(Virtualization.CONTROL_REGISTER, "control-register access", ExitReason.CONTROL),
  DEBUG_REGISTER(Virtualization.DEBUG_REGISTER, "MOV DR", ExitReason.INSTRUCTION),
  PORT(Virtualization.PORT, "I/O instruction", ExitReason.PORT),
  RDMSR(Virtualization.RDMSR, "RDMSR", ExitReason.INSTRUCTION),
  WRMSR(Virtualization.WRMSR, "WRMSR", ExitReason.INSTRUCTION),
  EPT_VIOLATION(Virtualization.EPT_VIOLATION, "EPT violation", ExitReason.PAGE),
  EPT_MISCONFIGURATION(
      Virtualization.EPT_MISCONFIGURATION, "EPT misconfiguration", ExitReason.PAGE),
  VT_X(-1, "an instruction of VT-x", ExitReason.INSTRUCTION),
  FAILED_ENTRY(Virtualization.BAD_GUEST_STATE, "failed entry", ExitReason.EXCEPTION);

  private final int reason;
  private final String text;
  private final ExitReason counted;

  Leaving(int reason, String text, ExitReason counted) {
    this.reason = reason;
    this.text = text;
    this.counted = counted;
  }

  static Leaving of(int reason) {
    for (Leaving each : values()) {
      if (each.reason == (reason & 0xFFFF)) {
        return each;
      }
    }
    return VT_X;
  }

  /** The manual's name, or what comes near. */
  String text() {
    return text;
  }

  ExitReason counted() {
    return counted;
  }
}

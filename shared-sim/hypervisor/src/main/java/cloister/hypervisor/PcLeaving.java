package cloister.hypervisor;

/** Why the processor has left a PC's guest that is translated, or runs directly. */
enum PcLeaving {
  /** What shadow tables lacked was in the guest's own. */
  FILL("shadow fill"),
  /** The next unit was not translated yet, or no jump led there. */
  CONTINUE("continue"),
  /** An indirect jump was not in the table. */
  LOOK_UP("look-up"),
  /** A translation had an instruction done. */
  CALL_OUT("call-out"),
  /** A device may be due before the next unit ends, or a program has done what it might. */
  DEADLINE("deadline"),
  /** A page fault that shadow tables cannot answer. */
  PAGE_FAULT("page fault"),
  /** What a program may not do, or a translation not reach. */
  PROTECTION("general protection"),
  EXCEPTION("exception");

  private final String text;

  PcLeaving(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static PcLeaving of(int vector) {
    return switch (vector) {
      case GuestFault.PAGE_FAULT -> PAGE_FAULT;
      case GuestFault.GENERAL_PROTECTION -> PROTECTION;
      default -> EXCEPTION;
    };
  }
}

package cloister.hypervisor;

/** Why a guest was left. */
public enum ExitReason {
  /** An instruction was refused; hypercalls are among these. */
  REFUSED("refused"),
  /** A page was not there in the shadow tables, or not for that access. */
  PAGE("page"),
  /** One instruction was let write into the guest's tables. */
  STEP("step"),
  /** The host's clock: a share is over, or a device of the guest's is due. */
  CLOCK("clock"),
  /** Another exception. */
  EXCEPTION("exception"),
  /** A translation has come to an address that has none yet, or that is not led to yet. */
  CONTINUE("continue"),
  /** The table of translations does not have the address that a jump or return leads to. */
  LOOK_UP("look-up"),
  /** A translation has called for something to be done. */
  CALL_OUT("call-out"),
  /** IN, OUT and their like, under VT-x. */
  PORT("port"),
  /** CR0 or CR4, under VT-x. */
  CONTROL("control-register"),
  /** An instruction that a control of the VMCS keeps from the guest. */
  INSTRUCTION("instruction"),
  /** An interrupt waits, and the guest lets it in now. */
  WINDOW("interrupt-window"),
  /** A translation has called for an ordinary instruction that was refused too often. */
  SIMULATION("simulation");

  /** How many there are where nothing is translated: those that come first. */
  static final int UNTRANSLATED = 5;

  private final String id;

  ExitReason(String id) {
    this.id = id;
  }

  /** As pages and traces name it. */
  String id() {
    return id;
  }

  static ExitReason named(String id) {
    for (ExitReason reason : values()) {
      if (reason.id.equals(id)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("there is no reason " + id);
  }

  /**
   * @param vector by which the host was entered
   * @param stepped true when the guest is made to do one instruction at a time
   */
  static ExitReason of(int vector, boolean stepped) {
    return switch (vector) {
      case HostLayout.TIMER_VECTOR -> CLOCK;
      case GuestFault.PAGE_FAULT -> PAGE;
      case GuestFault.DEBUG -> stepped ? STEP : EXCEPTION;
      case GuestFault.GENERAL_PROTECTION, GuestFault.SEGMENT_NOT_PRESENT, GuestFault.STACK_FAULT ->
          REFUSED;
      default -> EXCEPTION;
    };
  }
}

package cloister.hypervisor;

/** Whether a guest that was refused something would have been on a machine of its own, too. */
final class Refusal {
  private Refusal() {}

  /**
   * False for a segment which the guest's tables have and those of the processor do not, and for
   * what its I/O privilege level opens to ring 3.
   */
  static boolean isDue(VirtualMachine guest, Frame frame, GuestFault fault) throws GuestFault {
    int selector = fault.errorCode();
    boolean local = (selector & 6) == 4 && guest.cpu().localTable != 0;
    boolean present = (selector & 6) == 0 && guest.descriptors().isPresent(selector);
    boolean hidden = present && fault.vector() != GuestFault.GENERAL_PROTECTION;
    boolean opened =
        selector == 0
            && frame.ring() == 3
            && guest.cpu().ioPrivilege == 3
            && isGovernedByIoPrivilege(guest, frame);
    return !local && !hidden && !opened;
  }

  /** CLI, STI, IN, OUT, INS and OUTS (SDM 1, 19.5.1). */
  private static boolean isGovernedByIoPrivilege(VirtualMachine guest, Frame frame)
      throws GuestFault {
    return switch (new GuestCode(new GuestState.Left(guest, frame)).opcode()) {
      case 0xFA, 0xFB, 0x6C, 0x6D, 0x6E, 0x6F, 0xE4, 0xE5, 0xE6, 0xE7, 0xEC, 0xED, 0xEE, 0xEF ->
          true;
      default -> false;
    };
  }
}

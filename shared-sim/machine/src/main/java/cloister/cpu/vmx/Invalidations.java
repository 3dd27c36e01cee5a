package cloister.cpu.vmx;

import cloister.cpu.access.Operands;
import cloister.cpu.decode.Slot;

/**
 * INVEPT and INVVPID (SDM 3, 30.3): what a hypervisor says when it has changed tables. There is
 * nothing to forget: no translation outlasts an entry or an exit.
 */
final class Invalidations {
  /** Types of INVVPID, two of which INVEPT has as well. */
  private static final int ADDRESS = 0;

  private static final int ONE = 1;
  private static final int ALL = 2;
  private static final int ONE_BUT_GLOBAL = 3;

  private final Operands operands;

  Invalidations(Operands operands) {
    this.operands = operands;
  }

  /** False when type or descriptor is none. The upper half of INVEPT's is not looked at. */
  boolean passes(boolean nested, int[] code, int at) {
    int type = operands.read(code, at, code[at + Slot.A]);
    boolean known = nested ? type == ONE || type == ALL : type >= ADDRESS && type <= ONE_BUT_GLOBAL;
    if (!known) {
      return false;
    }
    int[] descriptor = new int[4];
    for (int i = 0; i < descriptor.length; i++) {
      descriptor[i] = operands.readBehind(code, at, 4 * i);
    }
    return nested ? ofTables(type, descriptor) : ofIdentifier(type, descriptor);
  }

  private static boolean ofTables(int type, int[] descriptor) {
    return type == ALL || EntryChecks.isPointer(descriptor[0], descriptor[1]);
  }

  private static boolean ofIdentifier(int type, int[] descriptor) {
    boolean known = (descriptor[0] & 0xFFFF0000) == 0 && descriptor[1] == 0;
    return known
        && (type == ALL || descriptor[0] != 0)
        && (type != ADDRESS || isCanonical(descriptor[3]));
  }

  /** Bits 63 to 47 are equal (SDM 1, 3.3.7.1). */
  private static boolean isCanonical(int high) {
    int upper = high >> 15;
    return upper == 0 || upper == -1;
  }
}

package cloister.hypervisor.translation;

/**
 * The code that every indirect jump goes through: EAX is the guest's address, which is looked up in
 * the table of {@link Words}; the translation goes on where it says, or the hypervisor is called.
 * No flag is touched: the guest's are in the processor.
 */
final class LookUpCode {
  private final Code code = new Code();
  private final int missed;
  private final int found;

  /**
   * @param wide by the low half of the address, where units are counted
   */
  LookUpCode(boolean wide) {
    int table = wide ? Words.WIDE_TABLE : Words.TABLE;
    code.saveEcx();
    code.storeEax(Words.TARGET);
    ecxFromEax(wide);
    code.notEax();
    code.loadEcxByEcx(table);
    // The difference, without a flag: the complement and one more.
    code.addEaxAndOneToEcx();
    int equal = code.branch(Code.IF_ECX_IS_ZERO);
    code.restoreEcx();
    code.restoreEax();
    missed = code.length();
    code.callOut();
    code.here(equal);
    code.notEax();
    ecxFromEax(wide);
    code.loadEcxByEcx(table + Integer.BYTES);
    code.storeEcx(Words.FOUND);
    code.restoreEcx();
    code.restoreEax();
    found = code.length();
    code.jumpThrough(Words.FOUND);
  }

  private void ecxFromEax(boolean wide) {
    if (wide) {
      code.ecxFromAx();
    } else {
      code.ecxFromAl();
    }
  }

  byte[] bytes() {
    return code.bytes();
  }

  /** Offset of the call of the hypervisor. */
  int missed() {
    return missed;
  }

  /** Offset of the jump to the translation. */
  int found() {
    return found;
  }
}

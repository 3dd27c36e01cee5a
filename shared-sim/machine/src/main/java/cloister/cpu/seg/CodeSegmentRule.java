package cloister.cpu.seg;

import cloister.cpu.core.Core;
import cloister.event.Exceptions;
import cloister.event.Rule;

/**
 * The privilege checks on a code segment that control is about to enter directly (SDM 3, 6.8.1).
 */
public final class CodeSegmentRule {
  private final Core core;

  public CodeSegmentRule(Core core) {
    this.core = core;
  }

  /** A far jump or call straight to a code segment. */
  public void checkDirect(int selector, SegmentDescriptor code) {
    int errorCode = Selector.errorCode(selector);
    int rpl = Selector.rpl(selector);
    if (code.isConforming()) {
      boolean outer = code.dpl() <= core.cpl;
      require(outer, errorCode, Rule.CODE_DPL_CONFORMING, core.cpl, code.dpl(), 0);
    } else {
      boolean same = rpl <= core.cpl && code.dpl() == core.cpl;
      require(same, errorCode, Rule.CODE_DPL_NONCONFORMING, core.cpl, rpl, code.dpl());
    }
    checkPresent(selector, code);
  }

  /** A far return or IRET to a code segment. */
  public void checkReturn(int selector, SegmentDescriptor code) {
    int errorCode = Selector.errorCode(selector);
    int rpl = Selector.rpl(selector);
    require(code.isCode(), errorCode, Rule.DESCRIPTOR_TYPE, selector, code.type(), 0);
    require(rpl >= core.cpl, errorCode, Rule.RETURN_RPL, core.cpl, rpl, 0);
    boolean allowed = code.isConforming() ? code.dpl() <= rpl : code.dpl() == rpl;
    require(allowed, errorCode, Rule.RETURN_DPL, rpl, code.dpl(), 0);
    checkPresent(selector, code);
  }

  private void require(boolean passed, int errorCode, Rule rule, int first, int second, int third) {
    core.require(passed, Exceptions.GP, errorCode, rule, first, second, third);
  }

  public void checkPresent(int selector, SegmentDescriptor code) {
    int errorCode = Selector.errorCode(selector);
    core.require(code.present(), Exceptions.NP, errorCode, Rule.NOT_PRESENT, selector, 0, 0);
  }
}

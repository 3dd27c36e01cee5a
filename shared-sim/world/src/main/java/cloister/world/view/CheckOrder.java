package cloister.world.view;

import cloister.event.Rule;

/**
 * The order in which each way of control is checked (SDM 3, 7.12 and 8.3; SDM 2, CALL, JMP, RET,
 * IRET, SYSENTER, SYSEXIT): what would have come next is known, though nothing was compared. A
 * letter is a rule.
 */
final class CheckOrder {
  private static final Rule[] RULES = {
    Rule.VECTOR_LIMIT, // a
    Rule.GATE_TYPE, // b
    Rule.GATE_DPL_FOR_INTERRUPT, // c
    Rule.GATE_NOT_PRESENT, // d
    Rule.NULL_SELECTOR, // e
    Rule.SELECTOR_LIMIT, // f
    Rule.DESCRIPTOR_TYPE, // g
    Rule.INTERRUPT_TARGET_DPL, // h
    Rule.NOT_PRESENT, // i
    Rule.CODE_LIMIT, // j
    Rule.TSS_LIMIT, // k
    Rule.TSS_STACK, // l
    Rule.STACK_NOT_PRESENT, // m
    Rule.SEGMENT_LIMIT, // n
    Rule.GATE_DPL_FOR_CALL, // o
    Rule.GATE_TARGET_DPL, // p
    Rule.CODE_DPL_NONCONFORMING, // q
    Rule.CODE_DPL_CONFORMING, // r
    Rule.RETURN_RPL, // s
    Rule.RETURN_DPL, // t
    Rule.RETURN_STACK, // u
    Rule.TASK_DPL, // v
    Rule.TASK_SELECTOR, // w
    Rule.TASK_TYPE, // x
    Rule.SYSENTER_MODE, // y
    Rule.SYSENTER_SELECTOR, // z
    Rule.RING_0_ONLY, // {
  };

  /** Interrupts and exceptions: in the same ring, inwards, through a task gate. */
  private static final String[] DELIVERIES = {
    "abcdefghijn", "abcdefghijkeflgmn", "abcdwfxikk", "abdefghijn", "abdefghijkeflgmn", "abdwfxikk"
  };

  /** Before its descriptor is read it is not known what a selector leads to. */
  private static final String[] TRANSFERS = {
    "ef",
    "efoiefgpij",
    "efoiefgpikeflgmnj",
    "efgqij",
    "efgrij",
    "efvwfxikk",
    "efviwfxikk",
    "yz",
    "zy{"
  };

  private static final String[] RETURNS = {"efgstij", "efgstiefugmj", "wfxikk"};

  private CheckOrder() {}

  /** A stack that grows down is refused by other bounds, which are asked in the limit's place. */
  static char letter(Rule rule) {
    boolean down = rule == Rule.SEGMENT_LIMIT_DOWN || rule == Rule.SEGMENT_UPPER_BOUND;
    Rule listed = down ? Rule.SEGMENT_LIMIT : rule;
    for (int i = 0; i < RULES.length; i++) {
      if (RULES[i] == listed) {
        return (char) ('a' + i);
      }
    }
    return '-';
  }

  /** Whether these are the checks of SYSENTER or SYSEXIT, which real mode makes too. */
  static boolean isFastCall(String asked) {
    return !asked.isEmpty() && asked.charAt(0) >= 'y';
  }

  static Rule rule(char letter) {
    return RULES[letter - 'a'];
  }

  /** The rules that stand behind those that were asked, in the first order that begins so. */
  static String rest(String asked, boolean returns) {
    String[] orders =
        returns ? RETURNS : !asked.isEmpty() && asked.charAt(0) == 'a' ? DELIVERIES : TRANSFERS;
    for (String order : orders) {
      if (order.startsWith(asked)) {
        return order.substring(asked.length());
      }
    }
    return "";
  }
}

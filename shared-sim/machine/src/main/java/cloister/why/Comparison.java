package cloister.why;

import cloister.bits.Hex;
import cloister.cpu.paging.PageEntry;
import cloister.event.Event.FaultRaised;
import cloister.event.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * The comparison of a rule that failed, as a chain of numbers with the relations that hold between
 * them.
 *
 * @param demand the relation that the rule demands, for the verdict; empty when it compares nothing
 */
public record Comparison(List<Term> terms, String demand) {

  /**
   * A number of the chain.
   *
   * @param name operand of the rule; empty for a constant
   * @param relation what holds between this number and the next: {@code <=}, {@code >}, {@code =},
   *     {@code !=}; empty where they are not compared
   */
  public record Term(String name, int value, String relation) {}

  public Comparison {
    terms = List.copyOf(terms);
  }

  /** What did not hold; nothing where that is not what the rule compares. */
  public static Comparison of(FaultRaised fault) {
    Comparison chain = of(fault, false);
    return chain.holds() ? nothing() : chain;
  }

  /** The chain of a check that was made, whether it passed or not. */
  public static Comparison of(FaultRaised fault, boolean passed) {
    return switch (fault.rule()) {
      case IOPL_FOR_INTERRUPT_FLAG,
          IOPL_OR_BITMAP_FOR_PORT,
          GATE_DPL_FOR_INTERRUPT,
          RETURN_RPL,
          CODE_LIMIT,
          TSS_LIMIT ->
          atMost(fault, 0, 1);
      case SELECTOR_LIMIT -> lastByte(fault, "index*8+7", (fault.first() & 0xfff8) + 7);
      case VECTOR_LIMIT -> vectorLimit(fault);
      case INTERRUPT_TARGET_DPL, CODE_DPL_CONFORMING -> atMost(fault, 1, 0);
      case GATE_TARGET_DPL -> gateTarget(fault, passed);
      case GATE_DPL_FOR_CALL, DATA_DPL, TASK_DPL -> bothAtMost(fault);
      case VIRTUAL_MODE_IOPL -> equalsThree(fault);
      case RING_0_ONLY, NULL_SELECTOR, DIVIDE_BY_ZERO -> againstZero(fault);
      case PAGE_NOT_PRESENT, PAGE_SUPERVISOR_ONLY, PAGE_READ_ONLY, PAGE_NO_EXECUTE -> page(fault);
      case RETURN_DPL -> equal(fault, 0, 1);
      case CODE_DPL_NONCONFORMING -> directTarget(fault);
      case STACK_DPL, RETURN_STACK, TSS_STACK -> allEqual(fault);
      case NOT_PRESENT,
          GATE_NOT_PRESENT,
          STACK_NOT_PRESENT,
          DESCRIPTOR_TYPE,
          GATE_TYPE,
          SEGMENT_LIMIT,
          SEGMENT_LIMIT_DOWN,
          SEGMENT_UPPER_BOUND,
          NULL_SEGMENT_USE,
          SEGMENT_WRITABLE,
          SEGMENT_READABLE,
          UNDEFINED_OPCODE,
          INVALID_OPERAND,
          LOCK_PREFIX,
          INSTRUCTION_LENGTH,
          PROTECTED_MODE_ONLY,
          DIVIDE_OVERFLOW,
          BOUND_RANGE,
          CONTROL_REGISTER_BITS,
          FPU_AVAILABLE,
          FPU_ERROR,
          FXSAVE_ALIGNMENT,
          POINTER_TABLE_BITS,
          PAGE_RESERVED_BITS,
          ALIGNMENT,
          BREAKPOINT,
          GENERAL_DETECT,
          TASK_TRAP,
          MODEL_REGISTER,
          SYSENTER_MODE,
          SYSENTER_SELECTOR,
          VIRTUAL_MODE_PORT,
          VIRTUAL_MODE_TARGET,
          TASK_TYPE,
          TASK_SELECTOR,
          TASK_SEGMENT,
          SINGLE_STEP,
          NOT_SUPPORTED ->
          nothing();
    };
  }

  private static Comparison equalsThree(FaultRaised fault) {
    return new Comparison(
        List.of(term(fault, 0, relation(fault.first(), 3)), new Term("", 3, "")), "=");
  }

  private static Comparison page(FaultRaised fault) {
    return switch (fault.rule()) {
      case PAGE_NOT_PRESENT -> bitSet(fault, "P", PageEntry.PRESENT);
      case PAGE_SUPERVISOR_ONLY -> bitSet(fault, "U/S", PageEntry.USER);
      case PAGE_READ_ONLY -> bitSet(fault, "R/W", PageEntry.WRITABLE);
      default -> new Comparison(List.of(new Term("XD", 1, "!="), new Term("", 0, "")), "=");
    };
  }

  /** A bit of the entry that decided, which is 0 and must be 1. */
  private static Comparison bitSet(FaultRaised fault, String name, int bit) {
    int value = PageEntry.has(fault.second(), bit) ? 1 : 0;
    return new Comparison(
        List.of(new Term(name, value, relation(value, 1)), new Term("", 1, "")), "=");
  }

  private static Comparison nothing() {
    return new Comparison(List.of(), "");
  }

  private static Comparison atMost(FaultRaised fault, int left, int right) {
    return atMost(term(fault, left, ""), term(fault, right, ""));
  }

  private static Comparison atMost(Term left, Term right) {
    boolean above = Integer.compareUnsigned(left.value(), right.value()) > 0;
    return new Comparison(
        List.of(new Term(left.name(), left.value(), above ? ">" : "<="), right), "<=");
  }

  /**
   * A number that is within its limit is not what failed: the table is missing altogether, or an
   * instruction begins within the limit and ends beyond it.
   */
  private boolean holds() {
    return demand.equals("<=") && terms.get(terms.size() - 2).relation().equals("<=");
  }

  /** {@code CPL 3 > gate DPL 0}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Term term : terms) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      if (!term.name().isEmpty()) {
        text.append(term.name()).append(' ');
      }
      text.append(digits(term.name(), term.value()));
      if (term != terms.get(terms.size() - 1)) {
        text.append(term.relation().isEmpty() ? "," : " " + sign(term.relation()));
      }
    }
    return text.toString();
  }

  static String sign(String relation) {
    return switch (relation) {
      case "<=" -> "\u2264";
      case "!=" -> "\u2260";
      default -> relation;
    };
  }

  /** A number in the base in which the manual writes it. */
  public static String digits(String operand, int value) {
    return switch (operand) {
      case "",
          "CPL",
          "new CPL",
          "RPL",
          "IOPL",
          "gate DPL",
          "segment DPL",
          "size",
          "length",
          "P",
          "U/S",
          "R/W",
          "XD" ->
          Integer.toUnsignedString(value);
      case "divisor", "index", "lower", "upper" -> Integer.toString(value);
      default -> Hex.prefixed(value);
    };
  }

  /** A table holds an entry whose last byte lies within the limit (SDM 3, 3.5.1 and 7.10). */
  private static Comparison lastByte(FaultRaised fault, String name, int offset) {
    return atMost(new Term(name, offset, ""), term(fault, 1, ""));
  }

  /** In real mode an entry has four bytes, and the exception no error code. */
  private static Comparison vectorLimit(FaultRaised fault) {
    return fault.errorCode() == 0
        ? lastByte(fault, "vector*4+3", fault.first() * 4 + 3)
        : lastByte(fault, "vector*8+7", fault.first() * 8 + 7);
  }

  /** Only a jump is refused when the code is of an inner ring: it must stay in its own. */
  private static Comparison gateTarget(FaultRaised fault, boolean passed) {
    return passed || fault.second() > fault.first() ? atMost(fault, 1, 0) : equal(fault, 1, 0);
  }

  private static Comparison directTarget(FaultRaised fault) {
    if (fault.second() <= fault.first()) {
      return equal(fault, 2, 0);
    }
    return new Comparison(
        List.of(term(fault, 2, ""), term(fault, 1, ">"), term(fault, 0, "")), "<=");
  }

  /** The larger of two privilege levels stands next to the limit that it exceeds. */
  private static Comparison bothAtMost(FaultRaised fault) {
    int larger = fault.first() >= fault.second() ? 0 : 1;
    boolean above = fault.operand(larger) > fault.third();
    return new Comparison(
        List.of(
            term(fault, 1 - larger, ""),
            term(fault, larger, above ? ">" : "<="),
            term(fault, 2, "")),
        "<=");
  }

  /** A null selector may have any RPL, so its value may differ from the operand. */
  private static Comparison againstZero(FaultRaised fault) {
    Rule rule = fault.rule();
    int value = rule == Rule.NULL_SELECTOR ? fault.first() & ~3 : fault.first();
    Term left = new Term(rule.operands().get(0), value, relation(value, 0));
    String demand = rule == Rule.RING_0_ONLY ? "=" : "!=";
    return new Comparison(List.of(left, new Term("", 0, "")), demand);
  }

  private static Comparison equal(FaultRaised fault, int left, int right) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < fault.rule().operands().size(); i++) {
      if (i != left && i != right) {
        terms.add(term(fault, i, ""));
      }
    }
    terms.add(term(fault, left, relation(fault.operand(left), fault.operand(right))));
    terms.add(term(fault, right, ""));
    return new Comparison(terms, "=");
  }

  private static Comparison allEqual(FaultRaised fault) {
    return new Comparison(
        List.of(
            term(fault, 0, relation(fault.first(), fault.second())),
            term(fault, 1, relation(fault.second(), fault.third())),
            term(fault, 2, "")),
        "=");
  }

  private static String relation(int a, int b) {
    return a == b ? "=" : "!=";
  }

  private static Term term(FaultRaised fault, int index, String relation) {
    Rule rule = fault.rule();
    return new Term(rule.operands().get(index), fault.operand(index), relation);
  }
}

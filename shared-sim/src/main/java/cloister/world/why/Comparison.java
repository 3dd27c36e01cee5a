package cloister.world.why;

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

  public static Comparison of(FaultRaised fault) {
    return switch (fault.rule()) {
      case IOPL_FOR_INTERRUPT_FLAG,
          IOPL_OR_BITMAP_FOR_PORT,
          GATE_DPL_FOR_INTERRUPT,
          RETURN_RPL,
          SELECTOR_LIMIT,
          VECTOR_LIMIT,
          CODE_LIMIT,
          TSS_LIMIT ->
          atMost(fault, 0, 1);
      case GATE_TARGET_DPL, INTERRUPT_TARGET_DPL, CODE_DPL_CONFORMING -> atMost(fault, 1, 0);
      case GATE_DPL_FOR_CALL, DATA_DPL -> bothAtMost(fault);
      case RING_0_ONLY -> constant(fault, "=");
      case NULL_SELECTOR, DIVIDE_BY_ZERO -> constant(fault, "!=");
      case RETURN_DPL -> equal(fault, 0, 1);
      case CODE_DPL_NONCONFORMING -> equal(fault, 0, 2);
      case STACK_DPL, RETURN_STACK, TSS_STACK -> allEqual(fault);
      case NOT_PRESENT,
          GATE_NOT_PRESENT,
          STACK_NOT_PRESENT,
          DESCRIPTOR_TYPE,
          GATE_TYPE,
          SEGMENT_LIMIT,
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
          RAISED_BY_INSTRUCTION,
          CONTROL_REGISTER_BITS,
          SINGLE_STEP,
          NOT_SUPPORTED ->
          new Comparison(List.of(), "");
    };
  }

  private static Comparison atMost(FaultRaised fault, int left, int right) {
    boolean above = Integer.compareUnsigned(fault.operand(left), fault.operand(right)) > 0;
    return new Comparison(
        List.of(term(fault, left, above ? ">" : "<="), term(fault, right, "")), "<=");
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

  private static Comparison constant(FaultRaised fault, String demand) {
    String holds = fault.first() == 0 ? "=" : "!=";
    return new Comparison(List.of(term(fault, 0, holds), new Term("", 0, "")), demand);
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

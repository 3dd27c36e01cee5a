package cloister.world.trap;

import cloister.event.Rule;
import cloister.event.Witness.Way;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which each way is checked (SDM 3, 7.12 and 8.3; SDM 2, CALL, JMP, RET, IRET): what
 * would have come next is known, though nothing was compared.
 */
final class Order {
  private static final List<Rule> NAMED = List.of(Rule.NULL_SELECTOR, Rule.SELECTOR_LIMIT);

  private static final List<Rule> HANDLER =
      List.of(Rule.DESCRIPTOR_TYPE, Rule.INTERRUPT_TARGET_DPL, Rule.NOT_PRESENT, Rule.CODE_LIMIT);

  private static final List<Rule> INNER_STACK =
      List.of(
          Rule.TSS_LIMIT,
          Rule.NULL_SELECTOR,
          Rule.SELECTOR_LIMIT,
          Rule.TSS_STACK,
          Rule.DESCRIPTOR_TYPE,
          Rule.STACK_NOT_PRESENT);

  private static final List<Rule> ROOM = List.of(Rule.SEGMENT_LIMIT);

  private static final List<Rule> TASK =
      List.of(
          Rule.TASK_SELECTOR,
          Rule.SELECTOR_LIMIT,
          Rule.TASK_TYPE,
          Rule.NOT_PRESENT,
          Rule.TSS_LIMIT,
          Rule.TSS_LIMIT);

  private static final List<Rule> GATE =
      List.of(Rule.GATE_DPL_FOR_CALL, Rule.NOT_PRESENT, Rule.NULL_SELECTOR, Rule.SELECTOR_LIMIT);

  private static final List<Rule> TARGET =
      List.of(Rule.DESCRIPTOR_TYPE, Rule.GATE_TARGET_DPL, Rule.NOT_PRESENT);

  private static final List<Rule> END = List.of(Rule.NOT_PRESENT, Rule.CODE_LIMIT);

  private static final List<Rule> BACK =
      List.of(Rule.DESCRIPTOR_TYPE, Rule.RETURN_RPL, Rule.RETURN_DPL);

  private static final List<Rule> OUTER_STACK =
      List.of(
          Rule.NOT_PRESENT,
          Rule.NULL_SELECTOR,
          Rule.SELECTOR_LIMIT,
          Rule.RETURN_STACK,
          Rule.DESCRIPTOR_TYPE,
          Rule.STACK_NOT_PRESENT,
          Rule.CODE_LIMIT);

  private Order() {}

  /** The rules that stand behind those that were asked, in the first order that begins so. */
  static List<Rule> rest(Way way, List<Rule> asked) {
    for (List<Rule> order : orders(way)) {
      int common = Math.min(order.size(), asked.size());
      boolean begins = order.subList(0, common).equals(asked.subList(0, common));
      // A task goes on with as many segments as it has.
      if (begins && (common == asked.size() || order.get(common - 1) == Rule.TSS_LIMIT)) {
        return order.subList(common, order.size());
      }
    }
    return List.of();
  }

  private static List<List<Rule>> orders(Way way) {
    return switch (way) {
      case SOFTWARE ->
          deliveries(
              List.of(
                  Rule.VECTOR_LIMIT,
                  Rule.GATE_TYPE,
                  Rule.GATE_DPL_FOR_INTERRUPT,
                  Rule.GATE_NOT_PRESENT));
      case EXCEPTION, EXTERNAL ->
          deliveries(List.of(Rule.VECTOR_LIMIT, Rule.GATE_TYPE, Rule.GATE_NOT_PRESENT));
      case JUMP, CALL ->
          List.of(
              NAMED,
              join(NAMED, GATE, TARGET, List.of(Rule.CODE_LIMIT)),
              join(NAMED, GATE, TARGET, INNER_STACK, ROOM, List.of(Rule.CODE_LIMIT)),
              join(NAMED, List.of(Rule.DESCRIPTOR_TYPE, Rule.CODE_DPL_NONCONFORMING), END),
              join(NAMED, List.of(Rule.DESCRIPTOR_TYPE, Rule.CODE_DPL_CONFORMING), END),
              join(NAMED, List.of(Rule.TASK_DPL), TASK),
              join(NAMED, List.of(Rule.TASK_DPL, Rule.NOT_PRESENT), TASK));
      case RETURN, IRET -> List.of(join(NAMED, BACK, END), join(NAMED, BACK, OUTER_STACK), TASK);
    };
  }

  private static List<List<Rule>> deliveries(List<Rule> gate) {
    return List.of(
        join(gate, NAMED, HANDLER, ROOM),
        join(gate, NAMED, HANDLER, INNER_STACK, ROOM),
        join(gate, TASK));
  }

  @SafeVarargs
  private static List<Rule> join(List<Rule>... parts) {
    List<Rule> joined = new ArrayList<>();
    for (List<Rule> part : parts) {
      joined.addAll(part);
    }
    return joined;
  }
}

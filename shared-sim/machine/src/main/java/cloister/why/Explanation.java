package cloister.why;

import cloister.event.Event.FaultRaised;
import cloister.event.Rule;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a card of a refusal: one for every machine, so that all say the same. */
public final class Explanation {
  private static final int DESCRIPTOR_BYTES = 8;

  private final Refused refused;
  private final FaultRaised fault;
  private final Rule rule;

  private Explanation(Refused refused) {
    this.refused = refused;
    fault = refused.fault();
    rule = fault.rule();
  }

  public static WhyCard of(Refused refused) {
    return new Explanation(refused).card();
  }

  private WhyCard card() {
    Comparison comparison = Comparison.of(fault);
    return new WhyCard(
        title(),
        rule.section(),
        RuleWords.rule(fault, refused.code()),
        rows(),
        comparison,
        verdict(comparison),
        Message.of("why.outcome", Argument.hex32("eip", fault.eip())),
        refused.changed());
  }

  private Message title() {
    Argument name = Argument.fault("fault", Faults.name(fault));
    return !refused.isInstruction() || refused.code().isEmpty()
        ? Message.of("why.title-delivery", name)
        : Message.of("why.title", Argument.code("code", refused.code()), name);
  }

  private static String verdict(Comparison comparison) {
    List<Comparison.Term> terms = comparison.terms();
    if (terms.isEmpty()) {
      return "";
    }
    int right = terms.size() - 1;
    int left = right - 1;
    while (left > 0 && terms.get(left).relation().equals("=") && comparison.demand().equals("=")) {
      left--;
      right--;
    }
    String sign = Comparison.sign(comparison.demand());
    return digits(terms.get(left)) + " " + sign + " " + digits(terms.get(right));
  }

  private static String digits(Comparison.Term term) {
    return Comparison.digits(term.name(), term.value());
  }

  private List<WhyCard.Row> rows() {
    List<WhyCard.Row> rows = new ArrayList<>();
    for (int i = 0; i < rule.operands().size(); i++) {
      String name = rule.operands().get(i);
      int value = fault.operand(i);
      Setter setter = refused.setter(i);
      boolean same = i > 0 && sameStep(refused.setter(i - 1), setter);
      rows.add(
          new WhyCard.Row(
              name,
              OptionalInt.of(value),
              Comparison.digits(name, value),
              source(name, Argument.text("who", who(setter, same))),
              setter.at(),
              true,
              changed(name, refused.now(i))));
    }
    if (rule.operands().contains("CPL")) {
      unasked(rows);
    }
    return rows;
  }

  private static Optional<Message> changed(String name, OptionalInt now) {
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Message.of(
                "why.changed", Argument.code("value", Comparison.digits(name, now.getAsInt()))));
  }

  /** The usual three numbers stay on the card when they do not count, and say why. */
  private void unasked(List<WhyCard.Row> rows) {
    Argument instruction = Argument.code("code", refused.code());
    if (!rule.operands().contains("IOPL")) {
      rows.add(
          new WhyCard.Row(
              "IOPL",
              OptionalInt.of(refused.iopl()),
              Integer.toString(refused.iopl()),
              Message.of("why.iopl-unasked", instruction),
              OptionalLong.empty(),
              false,
              Optional.empty()));
    }
    if (!rule.operands().contains("gate DPL") && !rule.operands().contains("segment DPL")) {
      rows.add(
          new WhyCard.Row(
              "DPL",
              OptionalInt.empty(),
              "\u2013",
              Message.of("why.dpl-unasked", instruction),
              OptionalLong.empty(),
              false,
              Optional.empty()));
    }
  }

  private Message source(String operand, Argument who) {
    return switch (operand) {
      case "CPL" ->
          refused.virtual()
              ? Message.of("why.cpl-virtual", who)
              : Message.of("why.cpl", Argument.hex16("cs", refused.cs()), who);
      case "IOPL" -> Message.of("why.iopl", who);
      case "RPL" -> Message.of("why.rpl");
      case "new CPL" -> Message.of("why.new-cpl");
      case "port" -> Message.of("why.port");
      case "linear address" -> Message.of("why.linear");
      case "entry" -> Message.of("why.page-entry", Argument.hex32("address", fault.third()), who);
      case "entry address" -> Message.of("why.entry-address");
      case "gate DPL", "segment DPL" -> descriptor(who);
      default -> Message.of("why.operand");
    };
  }

  /** The descriptor that the error code names (SDM 3, 7.13). */
  private Message descriptor(Argument who) {
    int index = fault.errorCode() >>> 3;
    boolean interrupts = (fault.errorCode() & 2) != 0;
    if (fault.errorCode() < 0 || fault.errorCode() <= 3 && !interrupts) {
      return Message.of("why.descriptor");
    }
    if (interrupts) {
      return Message.of(
          "why.idt-dpl",
          Argument.vector("vector", index),
          Argument.hex32("address", refused.idtBase() + index * DESCRIPTOR_BYTES),
          who);
    }
    boolean local = (fault.errorCode() & 4) != 0;
    int base = local ? refused.ldtBase() : refused.gdtBase();
    return Message.of(
        local ? "why.ldt-dpl" : "why.gdt-dpl",
        Argument.decimal("index", index),
        Argument.hex32("address", base + index * DESCRIPTOR_BYTES),
        who);
  }

  private static Message who(Setter setter, boolean same) {
    return switch (setter) {
      case Setter.Instruction(String mnemonic, long step) ->
          same
              ? Message.of("why.by-same", Argument.code("code", mnemonic))
              : Message.of("why.by-step", Argument.code("code", mnemonic), step(step));
      case Setter.Delivery(long step) -> Message.of("why.by-delivery", step(step));
      case Setter.Interrupt(long step) -> Message.of("why.by-interrupt", step(step));
      case Setter.ByHand(long step) -> Message.of("why.by-hand", step(step));
      case Setter.Start() -> Message.of("why.by-start");
      case Setter.Unknown() -> Message.of("why.by-unknown");
    };
  }

  private static Argument step(long step) {
    return step == (int) step
        ? Argument.decimal("step", (int) step)
        : Argument.name("step", Long.toString(step));
  }

  private static boolean sameStep(Setter a, Setter b) {
    return a.at().isPresent() && a.at().equals(b.at());
  }
}

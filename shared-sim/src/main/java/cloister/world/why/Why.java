package cloister.world.why;

import cloister.cpu.Cpu;
import cloister.event.Event;
import cloister.event.Event.FaultRaised;
import cloister.event.MarkKind;
import cloister.event.Rule;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.World;
import cloister.world.sentence.Code;
import cloister.world.sentence.Faults;
import cloister.world.sentence.RuleWords;
import cloister.world.table.Descriptor;
import cloister.world.timeline.LastWriter.Writer;
import cloister.world.timeline.Mark;
import cloister.world.timeline.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Explains the refusal that the machine stands at, or whose delivery it has just made. */
public final class Why {
  private final Code code;

  public Why(Code code) {
    this.code = code;
  }

  /** The refusal at the current step, or of the exception that the current step delivered. */
  public static Optional<Moment> refusal(World world) {
    Moment moment = world.timeline().moment();
    if (fault(moment).isPresent()) {
      return Optional.of(moment);
    }
    if (moment.kind() != Moment.Kind.DELIVERY) {
      return Optional.empty();
    }
    return world
        .timeline()
        .marks()
        .previous(moment.step(), List.of(MarkKind.FAULT))
        .filter(mark -> mark.step() == moment.step() - 1)
        .map(Mark::moment);
  }

  public static Optional<FaultRaised> fault(Moment moment) {
    for (Event event : moment.events()) {
      if (event instanceof FaultRaised fault) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** Whether what refused this step was changed by hand since, so that it would not any more. */
  public static boolean passesNow(World world, Moment refused) {
    return !world.timeline().changesSince(refused.step()).isEmpty()
        && world.secondTry(refused.step(), List.of()).passes(fault(refused).orElseThrow().rule());
  }

  public Optional<WhyCard> card(World world) {
    return refusal(world).map(moment -> card(world, moment));
  }

  private WhyCard card(World world, Moment moment) {
    FaultRaised fault = fault(moment).orElseThrow();
    String text = code.text(moment);
    Comparison comparison = Comparison.of(fault);
    Compared compared = Compared.of(world, moment, fault);
    return new WhyCard(
        title(moment, text, fault),
        fault.rule().section(),
        RuleWords.rule(fault, text),
        rows(world, compared, fault, text),
        comparison,
        verdict(comparison),
        Message.of("why.outcome", Argument.hex32("eip", fault.eip())),
        compared.secondTry().differs());
  }

  private static Message title(Moment moment, String text, FaultRaised fault) {
    Argument name = Argument.fault("fault", Faults.name(fault));
    return moment.kind() != Moment.Kind.INSTRUCTION || text.isEmpty()
        ? Message.of("why.title-delivery", name)
        : Message.of("why.title", Argument.code("code", text), name);
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

  private List<WhyCard.Row> rows(World world, Compared compared, FaultRaised fault, String text) {
    Rule rule = fault.rule();
    List<WhyCard.Row> rows = new ArrayList<>();
    for (int i = 0; i < rule.operands().size(); i++) {
      String name = rule.operands().get(i);
      int value = fault.operand(i);
      Writer writer = compared.writer(i);
      boolean same = i > 0 && sameStep(compared.writer(i - 1), writer);
      rows.add(
          new WhyCard.Row(
              name,
              OptionalInt.of(value),
              Comparison.digits(name, value),
              source(world, compared, fault, name, writer, same),
              stepOf(writer),
              true,
              changed(name, compared.now(i))));
    }
    if (rule.operands().contains("CPL")) {
      unasked(compared.iopl(), rule, text, rows);
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
  private static void unasked(int iopl, Rule rule, String text, List<WhyCard.Row> rows) {
    Argument instruction = Argument.code("code", text);
    if (!rule.operands().contains("IOPL")) {
      rows.add(
          new WhyCard.Row(
              "IOPL",
              OptionalInt.of(iopl),
              Integer.toString(iopl),
              Message.of("why.iopl-unasked", instruction),
              OptionalInt.empty(),
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
              OptionalInt.empty(),
              false,
              Optional.empty()));
    }
  }

  private Message source(
      World world,
      Compared compared,
      FaultRaised fault,
      String operand,
      Writer writer,
      boolean same) {
    Argument who = Argument.text("who", who(writer, same));
    Cpu cpu = world.machine().cpu();
    return switch (operand) {
      case "CPL" ->
          compared.virtual()
              ? Message.of("why.cpl-virtual", who)
              : Message.of("why.cpl", Argument.hex16("cs", compared.cs()), who);
      case "IOPL" -> Message.of("why.iopl", who);
      case "RPL" -> Message.of("why.rpl");
      case "new CPL" -> Message.of("why.new-cpl");
      case "port" -> Message.of("why.port");
      case "linear address" -> Message.of("why.linear");
      case "entry" -> Message.of("why.page-entry", Argument.hex32("address", fault.third()), who);
      case "entry address" -> Message.of("why.entry-address");
      case "gate DPL", "segment DPL" -> {
        int index = fault.errorCode() >>> 3;
        boolean interrupts = (fault.errorCode() & 2) != 0;
        if (fault.errorCode() < 0 || fault.errorCode() <= 3 && !interrupts) {
          yield Message.of("why.descriptor");
        }
        yield interrupts
            ? Message.of(
                "why.idt-dpl",
                Argument.vector("vector", index),
                Argument.hex32("address", cpu.idtBase() + index * Descriptor.SIZE),
                who)
            : Message.of(
                "why.gdt-dpl",
                Argument.decimal("index", index),
                Argument.hex32("address", cpu.gdtBase() + index * Descriptor.SIZE),
                who);
      }
      default -> Message.of("why.operand");
    };
  }

  private Message who(Writer writer, boolean same) {
    return switch (writer) {
      case Writer.Step(Moment moment, _, _) -> {
        Argument step = Argument.decimal("step", moment.step());
        if (moment.kind() == Moment.Kind.DELIVERY) {
          yield Message.of("why.by-delivery", step);
        }
        if (moment.kind() == Moment.Kind.INTERRUPT) {
          yield Message.of("why.by-interrupt", step);
        }
        Argument mnemonic = Argument.code("code", code.mnemonic(moment));
        yield same
            ? Message.of("why.by-same", mnemonic)
            : Message.of("why.by-step", mnemonic, step);
      }
      case Writer.ByHand(int step, _) -> Message.of("why.by-hand", Argument.decimal("step", step));
      case Writer.Start() -> Message.of("why.by-start");
      case Writer.LongAgo _ -> Message.of("why.by-unknown");
    };
  }

  private static boolean sameStep(Writer a, Writer b) {
    return stepOf(a).isPresent() && stepOf(a).equals(stepOf(b));
  }

  private static OptionalInt stepOf(Writer writer) {
    return switch (writer) {
      case Writer.Step(Moment moment, _, _) -> OptionalInt.of(moment.step());
      case Writer.ByHand(int step, _) -> OptionalInt.of(step);
      case Writer.Start _, Writer.LongAgo _ -> OptionalInt.empty();
    };
  }
}

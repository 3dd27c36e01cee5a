package cloister.world.why;

import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Paging;
import cloister.event.Event;
import cloister.event.Event.FaultRaised;
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
import cloister.world.timeline.Watch;
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
        .previous(moment.step(), List.of(Mark.Kind.FAULT))
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

  public Optional<WhyCard> card(World world) {
    return refusal(world).map(moment -> card(world, moment));
  }

  private WhyCard card(World world, Moment moment) {
    FaultRaised fault = fault(moment).orElseThrow();
    String text = code.text(moment);
    Comparison comparison = Comparison.of(fault);
    return new WhyCard(
        title(moment, text, fault),
        fault.rule().section(),
        RuleWords.rule(fault, text),
        rows(world, moment, fault, text),
        comparison,
        verdict(comparison),
        Message.of("why.outcome", Argument.hex32("eip", fault.eip())));
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

  private List<WhyCard.Row> rows(World world, Moment moment, FaultRaised fault, String text) {
    Rule rule = fault.rule();
    List<Writer> writers = writers(world, moment, fault);
    List<WhyCard.Row> rows = new ArrayList<>();
    for (int i = 0; i < rule.operands().size(); i++) {
      String name = rule.operands().get(i);
      int value = fault.operand(i);
      Writer writer = writers.get(i);
      boolean same = i > 0 && sameStep(writers.get(i - 1), writer);
      rows.add(
          new WhyCard.Row(
              name,
              OptionalInt.of(value),
              Comparison.digits(name, value),
              source(world, fault, name, writer, same),
              stepOf(writer),
              true));
    }
    if (rule.operands().contains("CPL")) {
      unasked(world, rule, text, rows);
    }
    return rows;
  }

  /** The usual three numbers stay on the card when they do not count, and say why. */
  private static void unasked(World world, Rule rule, String text, List<WhyCard.Row> rows) {
    Argument instruction = Argument.code("code", text);
    if (!rule.operands().contains("IOPL")) {
      int iopl = world.board().cpu().iopl();
      rows.add(
          new WhyCard.Row(
              "IOPL",
              OptionalInt.of(iopl),
              Integer.toString(iopl),
              Message.of("why.iopl-unasked", instruction),
              OptionalInt.empty(),
              false));
    }
    if (!rule.operands().contains("gate DPL") && !rule.operands().contains("segment DPL")) {
      rows.add(
          new WhyCard.Row(
              "DPL",
              OptionalInt.empty(),
              "\u2013",
              Message.of("why.dpl-unasked", instruction),
              OptionalInt.empty(),
              false));
    }
  }

  private static List<Writer> writers(World world, Moment moment, FaultRaised fault) {
    List<Watch> watches = new ArrayList<>();
    List<Integer> operands = new ArrayList<>();
    for (int i = 0; i < fault.rule().operands().size(); i++) {
      Optional<Watch> watch = watch(world, fault, fault.rule().operands().get(i));
      if (watch.isPresent()) {
        watches.add(watch.get());
        operands.add(i);
      }
    }
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < fault.rule().operands().size(); i++) {
      writers.add(new Writer.LongAgo(0));
    }
    List<Writer> found =
        watches.isEmpty() ? List.of() : world.lastWriter().find(moment.step(), watches);
    for (int i = 0; i < found.size(); i++) {
      writers.set(operands.get(i), found.get(i));
    }
    return writers;
  }

  private static Optional<Watch> watch(World world, FaultRaised fault, String operand) {
    return switch (operand) {
      case "CPL" -> Optional.of(Watch.cpl());
      case "IOPL" -> Optional.of(Watch.iopl());
      case "entry" -> Optional.of(Watch.bytes(fault.third(), 4));
      case "gate DPL", "segment DPL" -> entry(world, fault).map(Watch::dpl);
      default -> Optional.empty();
    };
  }

  /** Physical address of the descriptor that the error code names (SDM 3, 7.13). */
  private static Optional<Integer> entry(World world, FaultRaised fault) {
    int errorCode = fault.errorCode();
    Cpu cpu = world.board().cpu();
    boolean interrupts = (errorCode & 2) != 0;
    boolean local = (errorCode & 4) != 0 && !interrupts;
    if (errorCode <= 3 || local) {
      return Optional.empty();
    }
    int base = interrupts ? cpu.idtBase() : cpu.gdtBase();
    int physical = cpu.linear().physical(base + (errorCode >>> 3) * Descriptor.SIZE);
    return physical == Paging.NOT_MAPPED ? Optional.empty() : Optional.of(physical);
  }

  private Message source(
      World world, FaultRaised fault, String operand, Writer writer, boolean same) {
    Argument who = Argument.text("who", who(writer, same));
    Cpu cpu = world.board().cpu();
    return switch (operand) {
      case "CPL" ->
          virtual(world)
              ? Message.of("why.cpl-virtual", who)
              : Message.of("why.cpl", Argument.hex16("cs", previousCs(world)), who);
      case "IOPL" -> Message.of("why.iopl", who);
      case "RPL" -> Message.of("why.rpl");
      case "new CPL" -> Message.of("why.new-cpl");
      case "port" -> Message.of("why.port");
      case "linear address" -> Message.of("why.linear");
      case "entry" -> Message.of("why.page-entry", Argument.hex32("address", fault.third()), who);
      case "entry address" -> Message.of("why.entry-address");
      case "gate DPL", "segment DPL" -> {
        int index = fault.errorCode() >>> 3;
        if (fault.errorCode() <= 3) {
          yield Message.of("why.descriptor");
        }
        yield (fault.errorCode() & 2) != 0
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

  /** CS as the refused instruction had it: a delivery has replaced it. */
  private static int previousCs(World world) {
    return world.timeline().moment().kind() == Moment.Kind.DELIVERY
        ? world.timeline().before().selector(Segments.CS)
        : world.board().cpu().segments.selector[Segments.CS];
  }

  /** Whether the refused instruction ran in virtual-8086 mode, where CS holds a paragraph. */
  private static boolean virtual(World world) {
    int flags =
        world.timeline().moment().kind() == Moment.Kind.DELIVERY
            ? world.timeline().before().eflags()
            : world.board().cpu().eflags();
    return (flags & Eflags.VM) != 0;
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

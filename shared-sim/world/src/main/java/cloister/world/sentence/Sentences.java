package cloister.world.sentence;

import cloister.bits.Ascii;
import cloister.bits.Bits;
import cloister.cpu.core.Eflags;
import cloister.cpu.decode.Decoder;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.why.Faults;
import cloister.why.RuleWords;
import cloister.world.probe.Names;
import cloister.world.timeline.Moment;

/** Says what a step did, in one sentence: the most telling of its events, with their numbers. */
public final class Sentences {
  private static final int PROTECTION_ENABLE = 1;

  /** The port of the lab's console. */
  private static final int CONSOLE = 0xE9;

  private final Code code;

  public Sentences(Code code) {
    this.code = code;
  }

  /** The sentence of a step, from its events alone. */
  public Message of(Moment moment) {
    Happening what = Happening.of(moment);
    if (moment.changedByHand()) {
      return PlaceWords.poked(what.poked().orElseThrow());
    }
    if (moment.typed().isPresent()) {
      return moment.typed().get().sentence();
    }
    for (int i = moment.events().size() - 1; i >= 0; i--) {
      if (moment.events().get(i) instanceof Event.PartEvent part && part.tellsStep()) {
        return part.sentence();
      }
    }
    return switch (moment.kind()) {
      case START -> Message.of("step.start", Argument.hex32("address", moment.address()));
      case DELIVERY -> delivery(moment, what);
      case INTERRUPT -> interrupt(moment, what);
      case IDLE -> Message.of("step.idle");
      case INSTRUCTION -> instruction(moment, what);
    };
  }

  /** A sentence with its step in front, for listening. */
  public static Message spoken(int step, Message sentence) {
    return Message.of(
        "step.spoken", Argument.decimal("step", step), Argument.text("sentence", sentence));
  }

  private Message delivery(Moment moment, Happening what) {
    if (what.shutDown().isPresent()) {
      return Message.of("step.shutdown");
    }
    if (what.fault().isPresent() && !trap(moment, what.fault().get())) {
      Event.FaultRaised fault = what.fault().get();
      return Message.of(
          "step.delivery-refused",
          Argument.text("relation", RuleWords.failed(fault, code.text(moment))),
          Argument.fault("fault", Faults.name(fault)));
    }
    Event.Delivered delivered = what.delivered().orElseThrow();
    String name = Faults.name(delivered.vector(), delivered.errorCode());
    return entry(Argument.fault("fault", name), delivered, what);
  }

  private Message interrupt(Moment moment, Happening what) {
    if (what.fault().isPresent() && !trap(moment, what.fault().get())) {
      Event.FaultRaised fault = what.fault().get();
      return Message.of(
          "step.interrupt-refused",
          Argument.text("relation", RuleWords.failed(fault, "")),
          Argument.fault("fault", Faults.name(fault)));
    }
    Argument cause = Argument.text("fault", Message.of("step.interrupt"));
    return entry(cause, what.delivered().orElseThrow(), what);
  }

  /** How an exception or an interrupt came to its handler; the cause is the argument fault. */
  private static Message entry(Argument cause, Event.Delivered delivered, Happening what) {
    if (what.task().isPresent()) {
      Event.TaskSwitched task = what.task().get();
      return Message.of(
          "step.deliver-task",
          cause,
          Argument.selector("new", task.newTask()),
          Argument.hex32("eip", task.eip()));
    }
    if (what.crossing().isEmpty() || what.gate().isEmpty()) {
      return Message.of(
          "step.deliver",
          cause,
          Argument.vector("gate", delivered.vector()),
          Argument.selector("selector", delivered.selector()),
          Argument.hex32("offset", delivered.offset()));
    }
    return Message.of(
        "step.deliver-crossing",
        cause,
        Argument.decimal("from", what.crossing().get().from()),
        Argument.decimal("to", what.crossing().get().to()),
        Argument.vector("gate", delivered.vector()),
        Argument.text("stack", stack(what)));
  }

  private Message instruction(Moment moment, Happening what) {
    if (what.fault().isPresent()) {
      return refused(moment, what.fault().get());
    }
    if (what.task().isPresent()) {
      Event.TaskSwitched task = what.task().get();
      return Message.of(
          "step.task",
          instruction(moment),
          Argument.selector("old", task.oldTask()),
          Argument.selector("new", task.newTask()),
          Argument.hex32("eip", task.eip()));
    }
    if (what.gate().isPresent()) {
      return gate(moment, what, what.gate().get());
    }
    if (what.delivered().isPresent()) {
      Event.Delivered delivered = what.delivered().get();
      return Message.of(
          "step.interrupt-real",
          instruction(moment),
          Argument.selector("selector", delivered.selector()),
          Argument.hex32("offset", delivered.offset()));
    }
    if (what.returned().isPresent()) {
      return returned(moment, what, what.returned().get());
    }
    if (what.table().isPresent()) {
      return table(moment, what.table().get());
    }
    if (what.control().isPresent()) {
      return control(moment, what.control().get());
    }
    if (what.halted().isPresent()) {
      boolean waits = what.halted().get().interruptsEnabled();
      return Message.of(waits ? "step.halt-waits" : "step.halt", instruction(moment));
    }
    return quiet(moment, what);
  }

  private Message refused(Moment moment, Event.FaultRaised fault) {
    String text = code.text(moment);
    Argument relation = Argument.text("relation", RuleWords.failed(fault, text));
    Argument name = Argument.fault("fault", Faults.name(fault));
    if (trap(moment, fault)) {
      return text.isEmpty()
          ? Message.of("step.trapped-unrecorded", name, relation)
          : Message.of("step.trapped", instruction(moment), name, relation);
    }
    Argument kept = Argument.text("kept", kept(fault));
    if (text.isEmpty() && fetched(moment, fault)) {
      Argument address = Argument.hex32("address", moment.address());
      return Message.of("step.refused-fetch", address, relation, name, kept);
    }
    return text.isEmpty()
        ? Message.of("step.refused-unrecorded", relation, name, kept)
        : Message.of("step.refused", instruction(moment), relation, name, kept);
  }

  /** True when the page that is missing is one that the instruction itself would lie in. */
  private static boolean fetched(Moment moment, Event.FaultRaised fault) {
    int distance = fault.first() - moment.address();
    return fault.vector() == Exceptions.PF && distance >= 0 && distance < Decoder.MAX_LENGTH;
  }

  /**
   * The exception comes after what was done, and refuses nothing. Of the breakpoints that is so
   * unless they are on the instruction itself (SDM 3, 19.3.1).
   */
  private static boolean trap(Moment moment, Event.FaultRaised fault) {
    return switch (fault.rule()) {
      case SINGLE_STEP, TASK_TRAP -> true;
      case BREAKPOINT ->
          moment.kind() != Moment.Kind.INSTRUCTION || fault.first() != moment.address();
      default -> false;
    };
  }

  /** Only a page fault leaves something in a register (SDM 3, 7.15): the address. */
  private static Message kept(Event.FaultRaised fault) {
    return fault.vector() == Exceptions.PF
        ? Message.of("step.kept-but-cr2")
        : Message.of("step.kept");
  }

  private Message gate(Moment moment, Happening what, Event.GatePassed gate) {
    boolean call = gate.by() == Event.Transfer.CALL_GATE;
    Argument index =
        call ? Argument.selector("gate", gate.index()) : Argument.vector("gate", gate.index());
    if (what.crossing().isEmpty()) {
      return Message.of(
          "step.gate-same-ring", instruction(moment), index, Argument.decimal("cpl", gate.cpl()));
    }
    Argument from = Argument.decimal("from", what.crossing().get().from());
    Argument to = Argument.decimal("to", what.crossing().get().to());
    Argument stack = Argument.text("stack", stack(what));
    return call
        ? Message.of("step.call-gate", instruction(moment), from, to, index, stack)
        : Message.of("step.interrupt-gate", instruction(moment), from, to, index, stack);
  }

  private Message returned(Moment moment, Happening what, Event.Returned returned) {
    Argument selector = Argument.selector("selector", returned.selector());
    Argument offset = Argument.hex32("offset", returned.offset());
    if (what.crossing().isEmpty()) {
      return Message.of("step.return", instruction(moment), selector, offset);
    }
    return Message.of(
        "step.return-crossing",
        instruction(moment),
        Argument.decimal("from", what.crossing().get().from()),
        Argument.decimal("to", what.crossing().get().to()),
        selector,
        offset,
        Argument.text("stack", stack(what)));
  }

  private static Message stack(Happening what) {
    if (what.stack().isEmpty()) {
      return Message.of("step.same-stack");
    }
    Event.StackSwitched stack = what.stack().get();
    return Message.of(
        "step.stack",
        Argument.selector("selector", stack.newSelector()),
        Argument.hex("pointer", stack.newPointer()));
  }

  private Message table(Moment moment, Event.TableLoaded table) {
    Argument base = Argument.hex32("base", table.base());
    Argument limit = Argument.hex("limit", table.limit());
    return switch (table.table()) {
      case GDT -> Message.of("step.table-gdt", instruction(moment), base, limit);
      case IDT -> Message.of("step.table-idt", instruction(moment), base, limit);
      case LDT ->
          Message.of(
              "step.table-ldt",
              instruction(moment),
              Argument.selector("selector", table.selector()),
              base);
      case TSS ->
          Message.of(
              "step.table-tss",
              instruction(moment),
              Argument.selector("selector", table.selector()),
              base);
    };
  }

  private Message control(Moment moment, Event.ControlRegisterWritten control) {
    Argument value = Argument.hex32("value", control.newValue());
    boolean protection =
        control.register() == 0
            && ((control.oldValue() ^ control.newValue()) & PROTECTION_ENABLE) != 0;
    if (!protection) {
      return Message.of(
          "step.control",
          instruction(moment),
          Argument.name("register", "CR" + control.register()),
          value);
    }
    return (control.newValue() & PROTECTION_ENABLE) != 0
        ? Message.of("step.protected-mode", instruction(moment), value)
        : Message.of("step.real-mode", instruction(moment), value);
  }

  private Message quiet(Moment moment, Happening what) {
    if (what.portWritten().isPresent()) {
      Event.PortWritten port = what.portWritten().get();
      if (port.port() == CONSOLE && port.value() > ' ' && port.value() <= '~') {
        String letter = String.valueOf((char) port.value());
        return Message.of(
            "step.port-letter",
            instruction(moment),
            Argument.hex("value", port.value()),
            Argument.hex("port", port.port()),
            Argument.code("letter", letter));
      }
      return Message.of(
          "step.port-out",
          instruction(moment),
          Argument.hex("value", port.value()),
          Argument.hex("port", port.port()));
    }
    if (what.portRead().isPresent()) {
      Event.PortRead port = what.portRead().get();
      return Message.of(
          "step.port-in",
          instruction(moment),
          Argument.hex("value", port.value()),
          Argument.hex("port", port.port()));
    }
    if (what.flags().isPresent()) {
      int flags = what.flags().get().newFlags();
      return Message.of(
          "step.system-flags",
          instruction(moment),
          Argument.decimal("if", Bits.bit(flags, 9) ? 1 : 0),
          Argument.decimal("iopl", Eflags.iopl(flags)));
    }
    if (what.segment().isPresent()) {
      Event.SegmentLoaded segment = what.segment().get();
      return Message.of(
          "step.segment",
          instruction(moment),
          Argument.name("register", Ascii.upper(Names.SEGMENTS.get(segment.register()))),
          Argument.selector("selector", segment.selector()),
          Argument.hex32("base", segment.base()));
    }
    return Message.of("step.plain", instruction(moment));
  }

  private Argument instruction(Moment moment) {
    return Argument.code("code", code.text(moment));
  }
}

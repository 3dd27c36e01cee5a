package cloister.world.sentence;

import cloister.bits.Ascii;
import cloister.bits.Bits;
import cloister.cpu.core.Eflags;
import cloister.cpu.paging.PageEntry;
import cloister.event.Event;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.why.Faults;
import cloister.why.RuleWords;
import cloister.world.probe.Names;
import java.util.List;

/** A sentence for each event by itself, for lists of events. */
public final class EventWords {
  private EventWords() {}

  /**
   * @param step all events of the step that it happened in
   */
  public static Message of(Event event, List<Event> step) {
    return switch (event) {
      case Event.RingCrossed(int from, int to, Event.Transfer _) ->
          Message.of("event.ring", Argument.decimal("from", from), Argument.decimal("to", to));
      case Event.GatePassed gate -> gate(gate, step);
      case Event.StackSwitched stack -> stack(stack);
      case Event.FaultRaised fault ->
          Message.of(
              "event.fault",
              Argument.fault("fault", Faults.name(fault)),
              Argument.text("relation", RuleWords.failed(fault, "")));
      case Event.Delivered delivered ->
          Message.of(
              "event.delivered",
              Argument.vector("vector", delivered.vector()),
              Argument.selector("selector", delivered.selector()),
              Argument.hex32("offset", delivered.offset()));
      case Event.InnerRingCalled(int index, int eax) ->
          Message.of("event.inner-call", Argument.hex("index", index), Argument.hex("eax", eax));
      case Event.Returned(Event.Transfer _, int selector, int offset) ->
          Message.of(
              "event.returned",
              Argument.selector("selector", selector),
              Argument.hex32("offset", offset));
      case Event.TableLoaded(Event.SystemTable table, int _, int base, int limit) ->
          Message.of(
              "event.table",
              Argument.name("table", table.name()),
              Argument.hex32("base", base),
              Argument.hex("limit", limit));
      case Event.SegmentLoaded segment -> segment(segment);
      case Event.ControlRegisterWritten(int register, int oldValue, int newValue) ->
          control(register, oldValue, newValue);
      case Event.TaskSwitched task -> task(task);
      case Event.VirtualModeChanged(boolean entered, int selector, int offset) ->
          Message.of(
              entered ? "event.virtual-enter" : "event.virtual-leave",
              Argument.hex16("selector", selector),
              Argument.hex("offset", offset));
      case Event.PageTranslated page -> page(page);
      case Event.TranslationsDropped dropped -> dropped(dropped);
      case Event.SystemFlagsChanged(int _, int flags) -> systemFlags(flags);
      case Event.PortRead(int port, int _, int value) ->
          Message.of("event.port-in", Argument.hex("port", port), Argument.hex("value", value));
      case Event.PortWritten(int port, int _, int value) ->
          Message.of("event.port-out", Argument.hex("port", port), Argument.hex("value", value));
      case Event.Halted _ -> Message.of("event.halted");
      case Event.ShutDown _ -> Message.of("event.shutdown");
      case Event.FloatingPointRaised raised -> floatingPoint(raised);
      case Event.DeviceEvent device -> DeviceWords.of(device);
      case Event.PartEvent part -> part.sentence();
      case Event.Poked poked -> PlaceWords.poked(poked);
    };
  }

  private static Message task(Event.TaskSwitched task) {
    return Message.of(
        "event.task",
        Argument.selector("old", task.oldTask()),
        Argument.selector("new", task.newTask()),
        Argument.hex32("eip", task.eip()));
  }

  private static Message page(Event.PageTranslated page) {
    return Message.of(
        "event.page",
        Argument.hex32("linear", page.linear()),
        Argument.hex32("physical", page.physical()),
        Argument.text("rights", rights(page.rights())));
  }

  private static Message control(int register, int oldValue, int newValue) {
    return Message.of(
        "event.control",
        Argument.name("register", "CR" + register),
        Argument.hex32("old", oldValue),
        Argument.hex32("new", newValue));
  }

  private static Message systemFlags(int flags) {
    return Message.of(
        "event.flags",
        Argument.decimal("if", Bits.bit(flags, 9) ? 1 : 0),
        Argument.decimal("iopl", Eflags.iopl(flags)));
  }

  private static Message rights(int rights) {
    boolean user = PageEntry.has(rights, PageEntry.USER);
    boolean writable = PageEntry.has(rights, PageEntry.WRITABLE);
    if (user) {
      return writable ? Message.of("event.page-user") : Message.of("event.page-user-read");
    }
    return writable ? Message.of("event.page-system") : Message.of("event.page-system-read");
  }

  private static Message dropped(Event.TranslationsDropped dropped) {
    return dropped.cause() == Event.Cause.INVLPG || dropped.cause() == Event.Cause.REPLACED
        ? Message.of("event.page-dropped", Argument.hex32("linear", dropped.linear()))
        : Message.of("event.pages-dropped", Argument.decimal("count", dropped.count()));
  }

  private static Message stack(Event.StackSwitched stack) {
    return Message.of(
        "event.stack",
        Argument.selector("old-selector", stack.oldSelector()),
        Argument.hex("old-pointer", stack.oldPointer()),
        Argument.selector("selector", stack.newSelector()),
        Argument.hex("pointer", stack.newPointer()));
  }

  private static Message floatingPoint(Event.FloatingPointRaised raised) {
    boolean masked = (raised.exceptions() & ~raised.masks() & 0x3f) == 0;
    return Message.of(
        masked ? "event.fpu" : "event.fpu-unmasked",
        Argument.name("exceptions", Names.floatingPointExceptions(raised.exceptions())));
  }

  /** Several segment registers loaded by one step, in one line. */
  public static Message segments(List<Event.SegmentLoaded> loads) {
    Message all = null;
    for (int i = loads.size() - 1; i >= 0; i--) {
      Message one =
          Message.of(
              "event.word",
              Argument.name("name", Ascii.upper(Names.SEGMENTS.get(loads.get(i).register()))),
              Argument.selector("value", loads.get(i).selector()));
      all =
          all == null
              ? one
              : Message.of("event.words", Argument.text("first", one), Argument.text("more", all));
    }
    return Message.of("event.segments", Argument.text("words", all));
  }

  private static Message segment(Event.SegmentLoaded segment) {
    return Message.of(
        "event.segment",
        Argument.name("register", Ascii.upper(Names.SEGMENTS.get(segment.register()))),
        Argument.selector("selector", segment.selector()),
        Argument.hex32("base", segment.base()),
        Argument.hex("limit", segment.limit()));
  }

  /** Only a program that asked is compared with the gate's DPL (SDM 3, 6.12.1.2). */
  private static Message gate(Event.GatePassed gate, List<Event> step) {
    Argument index = Argument.hex("index", gate.index());
    for (Event event : step) {
      if (event instanceof Event.Delivered delivered) {
        switch (delivered.source()) {
          case EXTERNAL -> {
            return Message.of("event.gate-external", index);
          }
          case EXCEPTION -> {
            return Message.of("event.gate-exception", index);
          }
          case SOFTWARE -> {}
        }
      }
    }
    return Message.of(
        "event.gate",
        index,
        Argument.decimal("cpl", gate.cpl()),
        Argument.decimal("dpl", gate.gateDpl()));
  }
}

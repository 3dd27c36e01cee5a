package cloister.world.lesson;

import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.input.Numbers;
import cloister.world.timeline.Moment;
import java.util.OptionalInt;

/**
 * A stable event name, or an area such as {@code fault} for all names of that area. A hexadecimal
 * number after a colon narrows it: {@code fault.GP:182} has this error code, {@code
 * gate.interrupt:30} this vector, {@code gate.call:40} this selector, {@code port.out:E9} this
 * port, {@code page.translate:8000} this page. A second number narrows it further, and the first
 * may then be left out: {@code call.inner:80:4} has 4 in EAX, {@code fault.PF:5:7C00} and {@code
 * fault.PF::7C00} are about this address, {@code port.out:E9:68} writes this value, {@code
 * page.translate:8000:3A000} leads to this frame.
 */
public record EventName(String name) {
  private static final int PAGE = 0xfffff000;

  public boolean matches(Event event) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return isNamed(name, event);
    }
    int second = name.indexOf(':', colon + 1);
    String number = name.substring(colon + 1, second < 0 ? name.length() : second);
    boolean narrowed = second < 0 || isNumber(name.substring(second + 1), detail(event));
    boolean any = second >= 0 && number.isEmpty();
    return isNamed(name.substring(0, colon), event)
        && (any || isNumber(number, number(event)))
        && narrowed;
  }

  private static boolean isNumber(String hex, OptionalInt actual) {
    OptionalInt wanted = Numbers.parseHex(hex);
    return wanted.isPresent() && wanted.equals(actual);
  }

  /** True when the step has such an event. */
  public boolean in(Moment moment) {
    for (Event event : moment.events()) {
      if (matches(event)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(String wanted, Event event) {
    String actual = event.name();
    if (wanted.endsWith(".*")) {
      return actual.startsWith(wanted.substring(0, wanted.length() - 1));
    }
    boolean area = wanted.indexOf('.') < 0;
    return area ? actual.startsWith(wanted + ".") : actual.equals(wanted);
  }

  /** The number that tells an event from others of its name and number. */
  private static OptionalInt detail(Event event) {
    if (event instanceof Event.InnerRingCalled call) {
      return OptionalInt.of(call.eax());
    }
    if (event instanceof Event.PartEvent part) {
      return part.detail();
    }
    if (event instanceof Event.PortWritten written) {
      return OptionalInt.of(written.value());
    }
    if (event instanceof Event.PageTranslated page) {
      return OptionalInt.of(page.physical() & PAGE);
    }
    if (event instanceof Event.FaultRaised fault && fault.vector() == Exceptions.PF) {
      return OptionalInt.of(fault.first());
    }
    return OptionalInt.empty();
  }

  /** The number that tells an event from others of its name. */
  private static OptionalInt number(Event event) {
    return switch (event) {
      case Event.FaultRaised fault ->
          fault.errorCode() < 0 ? OptionalInt.empty() : OptionalInt.of(fault.errorCode());
      case Event.GatePassed gate -> OptionalInt.of(gate.index());
      case Event.InnerRingCalled call -> OptionalInt.of(call.index());
      case Event.Delivered delivered -> OptionalInt.of(delivered.vector());
      case Event.PortRead read -> OptionalInt.of(read.port());
      case Event.PortWritten written -> OptionalInt.of(written.port());
      case Event.SegmentLoaded loaded -> OptionalInt.of(loaded.selector());
      case Event.Returned returned -> OptionalInt.of(returned.selector());
      case Event.PartEvent part -> part.number();
      case Event.InterruptRequested request -> OptionalInt.of(request.line());
      case Event.InterruptAcknowledged acknowledged -> OptionalInt.of(acknowledged.line());
      case Event.InterruptEnded ended -> OptionalInt.of(ended.line());
      case Event.TimerProgrammed programmed -> OptionalInt.of(programmed.channel());
      case Event.DriveCommanded commanded -> OptionalInt.of(commanded.command());
      case Event.ControlRegisterWritten written -> OptionalInt.of(written.newValue());
      case Event.TaskSwitched task -> OptionalInt.of(task.newTask());
      case Event.VirtualModeChanged mode -> OptionalInt.of(mode.selector());
      case Event.PageTranslated page -> OptionalInt.of(page.linear() & PAGE);
      case Event.TranslationsDropped dropped -> OptionalInt.of(dropped.linear() & PAGE);
      case Event.RingCrossed _,
          Event.StackSwitched _,
          Event.TableLoaded _,
          Event.SystemFlagsChanged _,
          Event.Halted _,
          Event.ShutDown _,
          Event.FloatingPointRaised _,
          Event.AddressLine20Switched _,
          Event.BoardReset _,
          Event.Poked _ ->
          OptionalInt.empty();
    };
  }
}

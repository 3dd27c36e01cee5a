package cloister.world.timeline;

import cloister.event.Event;
import cloister.event.MarkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The marks of a timeline, at most {@link #CAPACITY}: when there is no room for another, the oldest
 * quarter is forgotten.
 */
public final class Marks {
  public static final int CAPACITY = 2000;

  private final List<Mark> marks = new ArrayList<>();
  private boolean forgetful;

  void add(Moment moment) {
    List<MarkKind> kinds = new ArrayList<>();
    for (Event event : moment.events()) {
      kindOf(event).filter(kind -> !kinds.contains(kind)).ifPresent(kinds::add);
    }
    for (MarkKind kind : kinds) {
      add(new Mark(moment.step(), kind, moment));
    }
  }

  void addChange(Moment moment) {
    add(new Mark(moment.step(), MarkKind.POKE, moment));
  }

  private void add(Mark mark) {
    if (marks.size() == CAPACITY) {
      marks.subList(0, CAPACITY / 4).clear();
      forgetful = true;
    }
    marks.add(mark);
  }

  /** True when steps before the first mark had marks, too. */
  public boolean forgetful() {
    return forgetful;
  }

  void cut(int step) {
    while (!marks.isEmpty() && marks.get(marks.size() - 1).step() > step) {
      marks.remove(marks.size() - 1);
    }
  }

  void clear() {
    marks.clear();
    forgetful = false;
  }

  public List<Mark> all() {
    return List.copyOf(marks);
  }

  public Optional<Mark> next(int step, List<MarkKind> kinds) {
    for (Mark mark : marks) {
      if (mark.step() > step && kinds.contains(mark.kind())) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }

  public Optional<Mark> previous(int step, List<MarkKind> kinds) {
    for (int i = marks.size() - 1; i >= 0; i--) {
      Mark mark = marks.get(i);
      if (mark.step() < step && kinds.contains(mark.kind())) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }

  /** The mark that an event deserves, if any. */
  public static Optional<MarkKind> kindOf(Event event) {
    return switch (event) {
      case Event.RingCrossed _ -> Optional.of(MarkKind.CROSSING);
      case Event.FaultRaised _ -> Optional.of(MarkKind.FAULT);
      case Event.InnerRingCalled _ -> Optional.of(MarkKind.CALL);
      case Event.TableLoaded _ -> Optional.of(MarkKind.TABLE);
      case Event.ControlRegisterWritten _ -> Optional.of(MarkKind.TABLE);
      case Event.Halted _, Event.ShutDown _ -> Optional.of(MarkKind.HALT);
      case Event.PartEvent part -> part.mark();
      case Event.Poked _ -> Optional.of(MarkKind.POKE);
      case Event.GatePassed _,
          Event.StackSwitched _,
          Event.Delivered _,
          Event.Returned _,
          Event.SegmentLoaded _,
          Event.SystemFlagsChanged _,
          Event.TaskSwitched _,
          Event.VirtualModeChanged _,
          Event.PageTranslated _,
          Event.TranslationsDropped _,
          Event.PortRead _,
          Event.PortWritten _,
          Event.FloatingPointRaised _,
          Event.DeviceEvent _ ->
          Optional.empty();
    };
  }
}

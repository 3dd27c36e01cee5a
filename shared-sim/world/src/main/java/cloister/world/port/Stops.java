package cloister.world.port;

import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.World;
import cloister.world.timeline.Marks;
import cloister.world.timeline.StepObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends a walk at the first step with an event of one of some kinds, and remembers which. */
final class Stops implements StepObserver {
  private final World world;
  private final List<MarkKind> kinds;
  private Optional<MarkKind> found = Optional.empty();

  Stops(World world, List<MarkKind> kinds) {
    this.world = world;
    this.kinds = kinds;
  }

  @Override
  public boolean stepped() {
    for (Event event : world.timeline().moment().events()) {
      Optional<MarkKind> kind = Marks.kindOf(event);
      if (kind.isPresent() && kinds.contains(kind.get())) {
        found = kind;
      }
    }
    return found.isPresent();
  }

  Optional<MarkKind> found() {
    return found;
  }

  /**
   * The kinds at which a run stops: {@code ring}, {@code fault}, {@code call}, {@code exit}, {@code
   * lie}.
   */
  static List<MarkKind> stops(Fields request) throws InvalidInput {
    List<MarkKind> kinds = new ArrayList<>();
    for (String name : request.texts("stops", 10, 20)) {
      kinds.add(
          switch (name) {
            case "ring" -> MarkKind.CROSSING;
            case "fault" -> MarkKind.FAULT;
            case "call" -> MarkKind.CALL;
            case "exit" -> MarkKind.EXIT;
            case "lie" -> MarkKind.LIE;
            default -> throw unknown("stops", name);
          });
    }
    return kinds;
  }

  /** The kinds of marks to go to. */
  static List<MarkKind> marks(Fields request) throws InvalidInput {
    List<MarkKind> kinds = new ArrayList<>();
    for (String name : request.texts("kinds", 10, 20)) {
      kinds.add(mark(name));
    }
    return kinds;
  }

  private static MarkKind mark(String name) throws InvalidInput {
    for (MarkKind kind : MarkKind.values()) {
      if (kind.id().equals(name)) {
        return kind;
      }
    }
    throw unknown("kinds", name);
  }

  private static InvalidInput unknown(String field, String name) {
    return new InvalidInput(field, Message.of("error.kind", Argument.code("kind", name)));
  }
}

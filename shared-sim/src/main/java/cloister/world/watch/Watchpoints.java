package cloister.world.watch;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import cloister.world.timeline.Touch;
import cloister.world.timeline.Watch;
import cloister.world.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values at which a run stops when it touches them. They belong to whoever looks, not to the
 * world: no log and no digest knows of them, and they stay when the world begins again.
 */
public final class Watchpoints {
  private static final int MOST = 16;

  private final List<Watchpoint> all = new ArrayList<>();

  private record Watchpoint(Spot spot, boolean reads, boolean writes) {
    String on() {
      return reads ? writes ? "access" : "read" : "write";
    }

    /** False for what has no reads of its own to stop at. */
    boolean choice() {
      return spot.watch() instanceof Watch.Bytes || spot.watch() instanceof Watch.Port;
    }

    Message sentence() {
      String when = choice() ? on() : "change";
      return Message.of("watch." + when, Argument.text("what", spot.name()));
    }
  }

  /**
   * Watches a value, or no longer.
   *
   * @param on {@code read}, {@code write}, {@code access}, {@code off}
   * @return what is so now
   */
  public Message set(World world, String path, String on) throws InvalidInput {
    all.removeIf(watchpoint -> watchpoint.spot.path().equals(path));
    if (on.equals("off")) {
      return Message.of("watch.off", Argument.code("path", path));
    }
    boolean reads = on.equals("read") || on.equals("access");
    if (!reads && !on.equals("write")) {
      throw new InvalidInput("on", Message.of("error.kind", Argument.code("kind", on)));
    }
    if (all.size() == MOST) {
      throw new InvalidInput(
          "path", Message.of("error.watch.many", Argument.decimal("most", MOST)));
    }
    Watchpoint added = new Watchpoint(WhoWrote.spot(world, path), reads, !on.equals("read"));
    all.removeIf(watchpoint -> watchpoint.spot.path().equals(added.spot.path()));
    all.add(added);
    return added.sentence();
  }

  public List<Json> json(Words words) {
    List<Json> rows = new ArrayList<>();
    for (Watchpoint watchpoint : all) {
      rows.add(
          Json.object()
              .put("path", watchpoint.spot.path())
              .put("name", words.sentence(watchpoint.spot.name()))
              .put("on", watchpoint.on())
              .put("choice", watchpoint.choice())
              .build());
    }
    return rows;
  }

  /** Looks at a run of this world, from its present step on, until it is {@link Look#end}ed. */
  public Look look(World world) {
    return new Look(world);
  }

  /** One run, and the first watchpoint that it met. */
  public final class Look implements StepObserver {
    private final World world;
    private final List<Seen> seen = new ArrayList<>();
    private Optional<Seen> met = Optional.empty();

    private Look(World world) {
      this.world = world;
      List<Touch> touches = new ArrayList<>();
      boolean closely = false;
      for (Watchpoint watchpoint : all) {
        Optional<Spot> spot = Spot.of(world, watchpoint.spot.path());
        if (spot.isPresent()) {
          Seen one = new Seen(watchpoint, spot.get());
          seen.add(one);
          one.touch.ifPresent(touches::add);
          closely |= one.touch.isEmpty() && !(spot.get().watch() instanceof Watch.Port);
        }
      }
      world.timeline().watch(touches, closely);
    }

    @Override
    public boolean stepped() {
      for (Seen one : seen) {
        if (met.isEmpty() && one.touched()) {
          met = Optional.of(one);
        }
      }
      return met.isPresent();
    }

    public void end() {
      world.timeline().watch(List.of(), false);
    }

    /** What was touched, by whom; to be asked at the step where it was. */
    public Optional<Message> sentence(WhoWrote who) {
      return met.map(one -> one.sentence(who));
    }

    /** One watchpoint during the run. */
    private final class Seen {
      private final Watchpoint watchpoint;
      private final Spot spot;
      private final Optional<Touch> touch;
      private int low;
      private int high;
      private String old = "";
      private Optional<Event> event = Optional.empty();

      Seen(Watchpoint watchpoint, Spot spot) {
        this.watchpoint = watchpoint;
        this.spot = spot;
        touch =
            spot.watch() instanceof Watch.Bytes bytes
                ? Optional.of(new Touch(bytes, watchpoint.reads, watchpoint.writes))
                : Optional.empty();
        sample();
      }

      private void sample() {
        low = spot.watch().read(world.board());
        high = spot.watch().readHigh(world.board());
      }

      boolean touched() {
        if (touch.isPresent()) {
          return touch.get().met();
        }
        if (spot.watch() instanceof Watch.Port port) {
          event = used(port);
          return event.isPresent();
        }
        int before = low;
        int beforeHigh = high;
        sample();
        old = spot.digits(before, beforeHigh);
        return low != before || high != beforeHigh;
      }

      private Optional<Event> used(Watch.Port port) {
        for (Event one : world.timeline().moment().events()) {
          boolean wanted = one instanceof Event.PortRead ? watchpoint.reads : watchpoint.writes;
          if (wanted && port.writtenBy(one)) {
            return Optional.of(one);
          }
        }
        return Optional.empty();
      }

      Message sentence(WhoWrote whoWrote) {
        Argument who = Argument.text("who", whoWrote.by(world, world.timeline().moment()));
        if (event.isPresent()) {
          return port(event.get(), Argument.text("what", spot.name()), who);
        }
        if (touch.isPresent()) {
          return memory(touch.get(), who);
        }
        return Message.of(
            "stopped.watch-change",
            Argument.text("what", spot.name()),
            Argument.code("old", old),
            Argument.code("new", spot.digits(low, high)),
            who);
      }

      private static Message port(Event event, Argument what, Argument who) {
        return switch (event) {
          case Event.PortRead read ->
              Message.of("stopped.watch-read", what, Argument.hex("value", read.value()), who);
          case Event.PortWritten written ->
              Message.of("stopped.watch-out", what, Argument.hex("value", written.value()), who);
          default -> throw new IllegalStateException(event.name());
        };
      }

      private static Message memory(Touch touch, Argument who) {
        Argument what = Argument.text("what", Spot.memory(touch.address(), touch.bytes()));
        return touch.isWrite()
            ? Message.of(
                "stopped.watch-write",
                what,
                Argument.hex("old", touch.before()),
                Argument.hex("new", touch.after()),
                who)
            : Message.of("stopped.watch-read", what, Argument.hex("value", touch.after()), who);
      }
    }
  }
}

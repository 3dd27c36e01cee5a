package cloister.world.watch;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.message.Words;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import cloister.world.timeline.Touch;
import cloister.world.timeline.Watch;
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

  /**
   * Watches a value, or no longer.
   *
   * @param on {@code read}, {@code write}, {@code access}, {@code off}
   * @return what is so now
   */
  public Message set(World world, String path, String on) throws InvalidInput {
    if (on.equals("off")) {
      remove(path);
      return Message.of("watch.off", Argument.code("path", path));
    }
    boolean reads = on.equals("read") || on.equals("access");
    if (!reads && !on.equals("write")) {
      throw new InvalidInput("on", Message.of("error.kind", Argument.code("kind", on)));
    }
    Spot spot = WhoWrote.spot(world, path);
    remove(spot.path());
    if (all.size() == MOST) {
      throw new InvalidInput(
          "path", Message.of("error.watch.many", Argument.decimal("most", MOST)));
    }
    Watchpoint added = new Watchpoint(spot, reads, !on.equals("read"));
    all.add(added);
    return Message.of(
        added.choice() ? "watch." + on : "watch.change", Argument.text("what", spot.name()));
  }

  private void remove(String path) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).spot.path().equals(path)) {
        all.remove(i);
      }
    }
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

  /** Looks at a run of this world, from its present step on, until it is ended. */
  public Look look(World world) {
    List<Touch> touches = new ArrayList<>();
    boolean closely = false;
    for (Watchpoint watchpoint : all) {
      Optional<Spot> spot = Spot.of(world, watchpoint.spot.path());
      watchpoint.begin(world, spot);
      if (spot.isPresent()) {
        closely |= !watchpoint.choice();
        if (spot.get().watch().kind() == Watch.Kind.MEMORY) {
          touches.add(watchpoint.touch);
        }
      }
    }
    world.timeline().watch(touches);
    return new Look(world, closely);
  }

  /** One run, and the first watchpoint that it met. */
  public final class Look implements StepObserver {
    private final World world;
    private final boolean closely;
    private Optional<Watchpoint> met = Optional.empty();

    private Look(World world, boolean closely) {
      this.world = world;
      this.closely = closely;
    }

    /** Only a comparison tells of what is no memory and no port. */
    @Override
    public boolean needsEveryStep() {
      return closely;
    }

    @Override
    public boolean stepped() {
      for (Watchpoint watchpoint : all) {
        if (met.isEmpty() && watchpoint.touched(world)) {
          met = Optional.of(watchpoint);
        }
      }
      return met.isPresent();
    }

    public void end() {
      world.timeline().watch(List.of());
    }

    /** What was touched, by whom; to be asked at the step where it was. */
    public Optional<Message> sentence(WhoWrote who) {
      return met.isEmpty()
          ? Optional.empty()
          : Optional.of(
              met.get().sentence(Argument.text("who", who.by(world, world.timeline().moment()))));
    }
  }

  /** A value that is watched, and what a run has shown of it. */
  private static final class Watchpoint {
    private final boolean reads;
    private final boolean writes;
    private Spot spot;
    private boolean there;
    private Touch touch;
    private Optional<Event> event = Optional.empty();
    private int low;
    private int high;
    private int oldLow;
    private int oldHigh;

    Watchpoint(Spot spot, boolean reads, boolean writes) {
      this.spot = spot;
      this.reads = reads;
      this.writes = writes;
    }

    String on() {
      return reads ? writes ? "access" : "read" : "write";
    }

    /** False for what has no reads of its own to stop at. */
    boolean choice() {
      Watch.Kind kind = spot.watch().kind();
      return kind == Watch.Kind.MEMORY || kind == Watch.Kind.PORT;
    }

    /**
     * @param now where the value is now, if it is anywhere
     */
    void begin(World world, Optional<Spot> now) {
      there = now.isPresent();
      spot = now.orElse(spot);
      touch = new Touch(spot.watch(), reads, writes);
      event = Optional.empty();
      sample(world);
    }

    private void sample(World world) {
      oldLow = low;
      oldHigh = high;
      low = spot.watch().read(world.machine());
      high = spot.watch().readHigh(world.machine());
    }

    boolean touched(World world) {
      if (!there) {
        return false;
      }
      return switch (spot.watch().kind()) {
        case MEMORY -> touch.met();
        case PORT -> used(world.timeline().moment().events());
        case CPL, IOPL, DPL, SEGMENT, CONTROL, PLACE -> {
          sample(world);
          yield low != oldLow || high != oldHigh;
        }
      };
    }

    private boolean used(List<Event> events) {
      for (Event one : events) {
        if ((one instanceof Event.PortRead ? reads : writes) && spot.watch().writtenBy(one)) {
          event = Optional.of(one);
        }
      }
      return event.isPresent();
    }

    Message sentence(Argument who) {
      Argument what = Argument.text("what", spot.name());
      if (event.isPresent()) {
        return event.get() instanceof Event.PortWritten written
            ? Message.of("stopped.watch-out", what, Argument.hex("value", written.value()), who)
            : read(what, ((Event.PortRead) event.get()).value(), who);
      }
      if (!touch.met()) {
        return Message.of(
            "stopped.watch-change",
            what,
            Argument.code("old", spot.watch().digits(oldLow, oldHigh)),
            Argument.code("new", spot.watch().digits(low, high)),
            who);
      }
      Argument where = Argument.text("what", Spot.memory(touch.address(), touch.bytes()));
      return touch.isWrite()
          ? Message.of(
              "stopped.watch-write",
              where,
              Argument.hex("old", touch.before()),
              Argument.hex("new", touch.after()),
              who)
          : read(where, touch.after(), who);
    }

    private static Message read(Argument what, int value, Argument who) {
      return Message.of("stopped.watch-read", what, Argument.hex("value", value), who);
    }
  }
}

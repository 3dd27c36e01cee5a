package cloister.world.port;

import cloister.asm.Assembly;
import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.machine.Machine;
import cloister.machine.Rest;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Command;
import cloister.world.Language;
import cloister.world.SourceFile;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.timeline.Mark;
import cloister.world.timeline.Moment;
import cloister.world.timeline.StepObserver;
import cloister.world.view.View;
import cloister.world.watch.Watchpoints;
import cloister.world.why.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The requests that move through time: steps, runs to something, and ways back. */
final class Walks {
  private static final int MAX_WALK = 1_000_000;
  private static final int MAX_EVENT_NAME = 60;

  private final Door door;
  private final World world;
  private final Watchpoints watchpoints;

  Walks(Door door, Watchpoints watchpoints) {
    this.door = door;
    this.watchpoints = watchpoints;
    world = door.world();
  }

  /**
   * Forward until one of {@code stops}, the end or the budget; with {@code questions}, also to
   * where the learner is asked something, except at the step {@code past}, and to where the machine
   * has answered; with {@code tasks}, also to where a task is passed. It ends where a machine
   * rests; with {@code wake} it passes such a rest at its start.
   */
  Json.Members run(Fields request) throws InvalidInput {
    List<MarkKind> kinds = Stops.stops(request);
    int budget = request.number("budget", 1, 100 * MAX_WALK, MAX_WALK);
    boolean questions = request.flag("questions", false);
    boolean tasks = request.flag("tasks", false);
    int past = request.number("past", 0, Integer.MAX_VALUE, -1);
    BooleanSupplier asks = () -> questions && world.step() != past && door.predictionWaits();
    if (asks.getAsBoolean()) {
      return view(Optional.of(Message.of("stopped.prediction"))).put("ran", 0);
    }
    Stops stops = new Stops(world, kinds);
    int decided = door.decidedPredictions();
    StepObserver question =
        () -> asks.getAsBoolean() || questions && door.decidedPredictions() > decided;
    List<String> passed = door.passedHere();
    BooleanSupplier passes = () -> tasks && !passed.containsAll(door.passedHere());
    int before = world.step();
    if (request.flag("wake", false) && world.machine().rest().isPresent()) {
      door.apply(new Command.Run(1), StepObserver.NONE);
    }
    Optional<Message> reason =
        resting(budget, stops.and(question).and(passes::getAsBoolean))
            .or(() -> questions ? asked(decided, asks.getAsBoolean()) : Optional.empty())
            .or(() -> passes.getAsBoolean() ? passed() : Optional.empty())
            .or(() -> stops.found().map(Walks::stopped));
    return view(reason.or(() -> ended(world))).put("ran", world.step() - before);
  }

  private static Optional<Message> passed() {
    return Optional.of(Message.of("stopped.passed"));
  }

  /** That the learner is asked something here, or was told what was asked. */
  private Optional<Message> asked(int decided, boolean asks) {
    if (door.decidedPredictions() > decided) {
      return Optional.of(Message.of("stopped.decided"));
    }
    return asks ? Optional.of(Message.of("stopped.prediction")) : Optional.empty();
  }

  /**
   * To where an instruction of a line of a file is next, or, where no file is named, to the next
   * step that the learner is asked to predict; no further than to that in either case.
   */
  Json.Members reach(Fields request) throws InvalidInput {
    List<Integer> addresses = new ArrayList<>();
    boolean line = request.has("file");
    if (line) {
      addresses.addAll(addresses(request));
      if (addresses.isEmpty()) {
        return view(Optional.of(Message.of("stopped.no-code")));
      }
    }
    if (door.predictionWaits()) {
      return view(Optional.of(Message.of("stopped.prediction")));
    }
    boolean[] found = new boolean[1];
    StepObserver search =
        () -> {
          found[0] = addresses.contains(world.machine().cpu().linearEip());
          return found[0] || door.predictionWaits();
        };
    door.apply(new Command.Run(MAX_WALK), StepObserver.ofEveryStep(search));
    if (door.predictionWaits()) {
      return view(Optional.of(Message.of("stopped.prediction")));
    }
    return view(
        found[0]
            ? Optional.empty()
            : Optional.of(Message.of(line ? "stopped.not-reached" : "stopped.no-question")));
  }

  private List<Integer> addresses(Fields request) throws InvalidInput {
    String file = request.text("file", 100);
    int line = request.number("line", 1, SourceFile.MAX_TEXT);
    return world.program(file).map(program -> program.assembly().lines()).orElse(List.of()).stream()
        .filter(made -> made.line() == line && made.length() > 0)
        .map(Assembly.Line::address)
        .toList();
  }

  Json.Members over() throws InvalidInput {
    return finish(new StepOver(world, door.disassembler()));
  }

  /**
   * Back to before the refused step. What was changed by hand since is changed again there: after
   * the step it would come too late.
   */
  Json.Members retry() throws InvalidInput {
    Optional<Moment> refused = Why.refusal(world);
    if (refused.isEmpty()) {
      return view(Optional.of(Message.of("stopped.not-refused")));
    }
    List<Event.Poked> changes = world.timeline().changesSince(refused.get().step());
    door.apply(new Command.Seek(refused.get().step() - 1), StepObserver.NONE);
    for (Event.Poked change : changes) {
      door.apply(new Command.Poke(change.path(), change.newValue()), StepObserver.NONE);
    }
    return view(Optional.of(Message.of("stopped.retry")));
  }

  /** Goes on until the observer stops, or says what it was that ended the walk before. */
  private Json.Members finish(StepObserver observer) throws InvalidInput {
    boolean[] finished = new boolean[1];
    StepObserver noting = StepObserver.ofEveryStep(() -> finished[0] = observer.stepped());
    Optional<Message> reason = watched(MAX_WALK, noting).or(() -> ended(world));
    if (reason.isEmpty() && !finished[0]) {
      reason = Optional.of(Message.of("stopped.walk", Argument.decimal("steps", MAX_WALK)));
    }
    return view(reason);
  }

  /** By lines of a source in C: {@code into}, {@code over}, {@code out} or {@code back}. */
  Json.Members line(Fields request, Language language) throws InvalidInput {
    String move = request.text("move", 10);
    if (move.equals("back")) {
      int step = language.previousLine(world);
      return step < 0 ? view(Optional.of(noLineBefore(world))) : command(new Command.Seek(step));
    }
    Language.LineMove kind =
        switch (move) {
          case "into" -> Language.LineMove.INTO;
          case "over" -> Language.LineMove.OVER;
          case "out" -> Language.LineMove.OUT;
          default ->
              throw new InvalidInput("move", Message.of("error.kind", Argument.code("kind", move)));
        };
    return finish(language.line(world, kind));
  }

  private static Message noLineBefore(World world) {
    int furthest = Language.FURTHEST_BACK;
    return world.step() > furthest
        ? Message.of("stopped.line-far", Argument.decimal("steps", furthest))
        : Message.of("stopped.line-first");
  }

  /** Goes forward; what it was that is watched, when the last step touched it. */
  private Optional<Message> watched(int steps, StepObserver observer) throws InvalidInput {
    Watchpoints.Look look = watchpoints.look(world);
    try {
      door.apply(new Command.Run(steps), look.and(observer));
    } finally {
      look.end();
    }
    return look.sentence(door.whoWrote());
  }

  /** The same, but no further than to where the machine rests: whoever steps wants to get on. */
  private Optional<Message> resting(int steps, StepObserver observer) throws InvalidInput {
    world.timeline().endAtRest(true);
    try {
      return watched(steps, observer);
    } finally {
      world.timeline().endAtRest(false);
    }
  }

  Json.Members next(Fields request) throws InvalidInput {
    Stops stops = new Stops(world, Stops.marks(request));
    return walk(MAX_WALK, stops, Optional.of(stops));
  }

  /**
   * To the first step with an event of this name. From here on it goes no further than to a step
   * that the learner is asked to predict; from the start, where that step may have been seen
   * before, it does.
   */
  Json.Members until(Fields request) throws InvalidInput {
    EventName event = new EventName(request.text("event", MAX_EVENT_NAME));
    boolean again = request.has("from");
    if (again) {
      fromStart(request);
      door.apply(new Command.Seek(0), StepObserver.NONE);
    } else if (door.predictionWaits()) {
      return view(Optional.of(Message.of("stopped.prediction")));
    }
    boolean[] found = new boolean[1];
    StepObserver search =
        () -> {
          found[0] = event.in(world.timeline().moment());
          return found[0] || !again && door.predictionWaits();
        };
    door.apply(new Command.Run(MAX_WALK), search);
    if (found[0]) {
      return view(Optional.empty());
    }
    boolean waits = !again && door.predictionWaits();
    return view(Optional.of(Message.of(waits ? "stopped.prediction" : "stopped.never")));
  }

  private static void fromStart(Fields request) throws InvalidInput {
    String from = request.text("from", MAX_EVENT_NAME);
    if (!from.equals("start")) {
      throw new InvalidInput("from", Message.of("error.kind", Argument.code("kind", from)));
    }
  }

  Json.Members step() throws InvalidInput {
    return walk(1, StepObserver.NONE, Optional.empty());
  }

  private Json.Members walk(int steps, StepObserver observer, Optional<Stops> search)
      throws InvalidInput {
    door.apply(new Command.Run(steps), observer);
    Optional<Message> reason = ended(world);
    boolean inVain = search.isPresent() && search.get().found().isEmpty();
    if (reason.isEmpty() && inVain) {
      reason = Optional.of(Message.of("stopped.mark"));
    }
    return view(reason);
  }

  Json.Members previous(Fields request) throws InvalidInput {
    List<MarkKind> kinds = Stops.marks(request);
    Optional<Mark> mark = world.timeline().marks().previous(world.step(), kinds);
    if (mark.isEmpty()) {
      return view(Optional.of(Message.of("stopped.first")));
    }
    return command(new Command.Seek(mark.get().step()));
  }

  Json.Members seek(int step) throws InvalidInput {
    int furthest = world.timeline().lastStep() + MAX_WALK;
    return command(new Command.Seek(Math.min(step, furthest)));
  }

  private static Message stopped(MarkKind kind) {
    return switch (kind) {
      case CROSSING -> Message.of("stopped.ring");
      case FAULT -> Message.of("stopped.fault");
      case CALL -> Message.of("stopped.call");
      case HALT -> Message.of("stopped.halted");
      case EXIT -> Message.of("stopped.exit");
      case LIE -> Message.of("stopped.lie");
      case TABLE, POKE -> Message.of("stopped.mark");
    };
  }

  /** Where people type, a machine at rest is none that is at its end. */
  private static Message halted(Machine machine) {
    for (int guest = 0; guest < machine.freezable(); guest++) {
      if (machine.isFrozen(guest)) {
        return Message.of("stopped.frozen");
      }
    }
    for (int guest = 0; guest < machine.freezable(); guest++) {
      if (machine.isBlocked(guest)) {
        return Message.of("stopped.blocked");
      }
    }
    if (machine.terminals().isEmpty()) {
      return Message.of("stopped.halted");
    }
    return Message.of(machine.cpu().halted() ? "stopped.at-rest" : "stopped.ended");
  }

  private static Optional<Message> ended(World world) {
    if (world.broken()) {
      return Optional.of(Message.of("stopped.broken"));
    }
    if (world.machine().cpu().shutDown()) {
      return Optional.of(Message.of("stopped.shutdown"));
    }
    if (world.machine().stopped()) {
      return Optional.of(halted(world.machine()));
    }
    Optional<Rest> rest = world.machine().rest();
    if (rest.isPresent()) {
      return rest.map(View::resting);
    }
    return world.room() == 0
        ? Optional.of(
            Message.of("stopped.budget", Argument.decimal("budget", world.scenario().budget())))
        : Optional.empty();
  }

  private Json.Members command(Command command) throws InvalidInput {
    door.apply(command, StepObserver.NONE);
    return view(Optional.empty());
  }

  private Json.Members view(Optional<Message> stopped) {
    return Json.object().put("view", door.json(stopped, watchpoints));
  }
}

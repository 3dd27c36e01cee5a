package cloister.world.port;

import cloister.codec.Json;
import cloister.cpu.disasm.Disassembler;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Catalogue;
import cloister.message.Message;
import cloister.world.Command;
import cloister.world.Log;
import cloister.world.Scenario;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.lesson.Lesson;
import cloister.world.lesson.LessonSession;
import cloister.world.lesson.TaskSession;
import cloister.world.run.Reopened;
import cloister.world.run.Replay;
import cloister.world.sentence.Code;
import cloister.world.share.Recording;
import cloister.world.timeline.StepObserver;
import cloister.world.view.View;
import cloister.world.watch.Watchpoints;
import cloister.world.watch.WhoWrote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An open session behind the port: a world, perhaps a lesson, and the words of a language. */
final class Door {
  private static final int MAX_PASSED = 100;
  private static final int MAX_ID = 100;

  private final Disassembler disassembler;
  private final View view;
  private final World world;
  private final Optional<LessonSession> session;
  private final Optional<Message> warning;

  private Door(Disassembler disassembler, View view, Reopened reopened) {
    Replay replay = reopened.replay();
    warning = reopened.warning();
    this.disassembler = disassembler;
    this.view = view;
    world = replay.world();
    session = replay.session();
  }

  /** The request {@code open}: a lesson or a scenario, with the log that leads to where it was. */
  static Door open(Tools tools, Catalogue catalogue, Fields request) throws InvalidInput {
    Disassembler disassembler = new Disassembler(tools.opcodes());
    View view = new View(catalogue, disassembler);
    Supplier<Replay> start = start(tools, request);
    List<Command> log =
        request.has("log") ? Log.parse(request.any("log"), "log") : List.<Command>of();
    return new Door(disassembler, view, Reopened.of(start, log, Recording.of(request)));
  }

  /** What is not as it was when the log was made. */
  Optional<Message> warning() {
    return warning;
  }

  World world() {
    return world;
  }

  View view() {
    return view;
  }

  Disassembler disassembler() {
    return disassembler;
  }

  Optional<String> lessonId() {
    return session.map(open -> open.lesson().id());
  }

  boolean predictionWaits() {
    return session.filter(LessonSession::predictionWaits).isPresent();
  }

  int decidedPredictions() {
    return session.map(LessonSession::decidedPredictions).orElse(0);
  }

  List<String> passedHere() {
    return session.map(LessonSession::passedHere).orElse(List.of());
  }

  void apply(Command command, StepObserver observer) throws InvalidInput {
    if (session.isPresent()) {
      session.get().apply(command, observer);
    } else {
      world.apply(command, observer);
    }
  }

  /** The same start again, with nothing done and nothing answered; what was passed stays passed. */
  Door restarted(Tools tools) {
    Replay fresh =
        session.isPresent()
            ? Replay.of(tools, session.get().lesson(), passed(session.get()))
            : Replay.of(tools, world.scenario());
    return new Door(disassembler, view, new Reopened(fresh, Optional.empty()));
  }

  private static List<String> passed(LessonSession session) {
    List<String> passed = new ArrayList<>(session.passedBefore());
    for (TaskSession task : session.tasks()) {
      if (task.passed()) {
        passed.add(task.task().id());
      }
    }
    return passed;
  }

  WhoWrote whoWrote() {
    return new WhoWrote(view.words(), new Code(disassembler));
  }

  Json json(Optional<Message> stopped, Watchpoints watchpoints) {
    List<Json> tasks =
        session.map(open -> TaskViews.of(open, view.words())).orElse(List.<Json>of());
    return view.of(world, stopped, tasks, watchpoints.json(view.words()));
  }

  static Catalogue catalogue(Fields request) throws InvalidInput {
    Json templates = request.any("catalogue");
    try {
      return Catalogue.of(templates);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("catalogue", Message.of("error.catalogue"));
    }
  }

  private static Supplier<Replay> start(Tools tools, Fields request) throws InvalidInput {
    boolean seeded = request.has("seed");
    int seed = request.number("seed", 0, Integer.MAX_VALUE, 0);
    if (request.has("lesson")) {
      Lesson lesson = Lesson.of(request.any("lesson"), "lesson");
      Lesson chosen = seeded ? lesson.withSeed(seed) : lesson;
      List<String> passed = request.texts("passed", MAX_PASSED, MAX_ID);
      return () -> Replay.of(tools, chosen, passed);
    }
    Scenario scenario = Scenario.of(request.any("scenario"), "scenario");
    Scenario chosen = seeded ? scenario.withSeed(seed) : scenario;
    return () -> Replay.of(tools, chosen);
  }
}

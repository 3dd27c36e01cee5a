package cloister.world.port;

import cloister.codec.Json;
import cloister.codec.Utf8;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.message.Argument;
import cloister.message.Catalogue;
import cloister.message.Message;
import cloister.world.Command;
import cloister.world.Language;
import cloister.world.Log;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.progress.Progress;
import cloister.world.run.Waypoints;
import cloister.world.share.Sandbox;
import cloister.world.share.ShareCodec;
import cloister.world.timeline.Mark;
import cloister.world.timeline.StepObserver;
import cloister.world.view.View;
import cloister.world.view.Words;
import cloister.world.watch.Watchpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One session, driven by JSON requests. A request that is not acceptable is answered with an error
 * that names the field, and changes nothing.
 */
public final class SimulatorPort {
  private static final int MAX_REQUEST = 8 << 20;
  private static final int MAX_WALK = 1_000_000;
  private static final int MAX_MEMORY_READ = 4096;
  private static final int MAX_EVENT_NAME = 60;
  private static final int MAX_PATH = 60;

  private final Tools tools;
  private final Watchpoints watchpoints = new Watchpoints();
  private Optional<Door> open = Optional.empty();

  /** For what is refused while nothing is open: the first opening itself may be. */
  private Words wordsBefore = new Words(Catalogue.empty());

  /** A session whose programs are all assembly. */
  public SimulatorPort() {
    this(Tools.of(new OpcodeTable()));
  }

  public SimulatorPort(Tools tools) {
    this.tools = tools;
  }

  /** Answers {@code {"ok": true, …}} or {@code {"ok": false, "error": …}}. */
  public String request(String json) {
    try {
      Fields request = Fields.of(Texts.json(json, MAX_REQUEST), "");
      String what = request.text("do", 20);
      for (String member : members(what)) {
        request.has(member);
      }
      request.end();
      return answer(what, request).put("ok", true).build().write();
    } catch (InvalidInput e) {
      return Json.object().put("ok", false).put("error", error(e)).build().write();
    }
  }

  /** What a request may have besides {@code do}. */
  private static List<String> members(String what) throws InvalidInput {
    return switch (what) {
      case "open" ->
          List.of(
              "catalogue",
              "lesson",
              "passed",
              "scenario",
              "log",
              "seed",
              "simulator",
              "scenarioHash",
              "digest",
              "waypoints");
      case "run" -> List.of("stops", "budget");
      case "next", "previous" -> List.of("kinds");
      case "until" -> List.of("event", "from");
      case "seek" -> List.of("step");
      case "load", "assemble" -> List.of("file", "text");
      case "poke" -> List.of("path", "value");
      case "answer" -> List.of("task", "value");
      case "hint" -> List.of("task");
      case "memory" -> List.of("address", "length");
      case "who" -> List.of("path", "from");
      case "watch" -> List.of("path", "on");
      case "line" -> List.of("move");
      case "frames" -> List.of("line");
      case "pages" -> List.of("linear", "otherwise", "writers");
      case "unshare" -> List.of("fragment");
      case "merge" -> List.of("local", "remote");
      case "view",
          "step",
          "back",
          "over",
          "restart",
          "share",
          "log",
          "digest",
          "passage",
          "stack",
          "devices" ->
          List.of();
      default ->
          throw new InvalidInput("do", Message.of("error.command", Argument.code("command", what)));
    };
  }

  private Json error(InvalidInput e) {
    Words words = open.map(door -> door.view().words()).orElse(wordsBefore);
    return sentence(words, e.reason()).put("field", e.field()).build();
  }

  private static Json message(Words words, Message message) {
    return sentence(words, message).build();
  }

  private static Json.Members sentence(Words words, Message message) {
    return Json.object().put("message", message.toJson()).put("text", words.text(message));
  }

  private Json.Members answer(String what, Fields request) throws InvalidInput {
    if (what.equals("open")) {
      Catalogue catalogue = Door.catalogue(request);
      wordsBefore = new Words(catalogue);
      Door door = Door.open(tools, catalogue, request);
      open = Optional.of(door);
      Json.Members answer = view(door, Optional.empty());
      door.warning()
          .ifPresent(warning -> answer.put("warning", message(door.view().words(), warning)));
      return answer;
    }
    if (what.equals("unshare")) {
      Sandbox sandbox = ShareCodec.decode(request.text("fragment", ShareCodec.MAX_FRAGMENT));
      return Json.object().put("sandbox", sandbox.toJson());
    }
    if (what.equals("merge")) {
      request.object("local");
      request.object("remote");
      Json merged = Progress.merge(request.any("local"), request.any("remote"));
      return Json.object().put("progress", merged);
    }
    if (open.isEmpty()) {
      throw new InvalidInput("do", Message.of("error.not-open"));
    }
    return answer(what, request, open.get());
  }

  private Json.Members answer(String what, Fields request, Door door) throws InvalidInput {
    return switch (what) {
      case "view" -> view(door, Optional.empty());
      case "step" -> walk(door, 1, StepObserver.NONE, Optional.empty());
      case "back" -> command(door, new Command.Seek(Math.max(0, door.world().step() - 1)));
      case "over" -> over(door);
      case "line" -> line(door, request);
      case "run" -> run(door, request);
      case "next" -> next(door, request);
      case "until" -> until(door, request);
      case "previous" -> previous(door, request);
      case "seek" -> seek(door, request.number("step", 0, Command.MAX_STEPS));
      case "load", "poke", "answer", "hint" -> command(door, commandOf(what, request));
      case "restart" -> restart(door);
      case "assemble" -> assemble(door, request);
      case "memory" -> memory(door.world(), request);
      case "who" -> who(door, request);
      case "watch" -> watch(door, request);
      case "pages" -> pages(door, request);
      case "passage" -> Json.object().put("passage", door.view().passage(door.world()));
      case "stack" -> Json.object().put("stack", door.view().stack(door.world()));
      case "frames" -> frames(door.world(), request);
      case "devices" -> Json.object().put("devices", View.devices(door.world()));
      case "share" -> share(door);
      case "log" -> Json.object().put("log", Log.toJson(door.world().log().commands()));
      case "digest" ->
          Json.object()
              .put("digest", door.world().timeline().digest())
              .put("step", door.world().step())
              .putUnsigned("instructions", door.world().board().cpu().instructionsLow());
      default -> throw new IllegalStateException(what);
    };
  }

  private Json.Members view(Door door, Optional<Message> stopped) {
    return Json.object().put("view", door.json(stopped, watchpoints));
  }

  private static Command commandOf(String what, Fields request) throws InvalidInput {
    Json.Members members = Json.object();
    request.members().forEach(members::put);
    return Command.of(members.put("do", what).build(), "");
  }

  private Json.Members command(Door door, Command command) throws InvalidInput {
    door.apply(command, StepObserver.NONE);
    return view(door, Optional.empty());
  }

  private Json.Members restart(Door door) {
    Door fresh = door.restarted(tools);
    open = Optional.of(fresh);
    return view(fresh, Optional.empty());
  }

  private Json.Members run(Door door, Fields request) throws InvalidInput {
    List<Mark.Kind> kinds = Stops.stops(request);
    int budget = request.number("budget", 1, 100 * MAX_WALK, MAX_WALK);
    Stops stops = new Stops(door.world(), kinds);
    int before = door.world().step();
    Optional<Message> reason =
        watched(door, budget, stops).or(() -> stops.found().map(SimulatorPort::stopped));
    return view(door, reason.or(() -> ended(door.world())))
        .put("ran", door.world().step() - before);
  }

  private Json.Members over(Door door) throws InvalidInput {
    return finish(door, new StepOver(door.world(), door.disassembler()));
  }

  /** Goes on until the observer stops, or says what it was that ended the walk before. */
  private Json.Members finish(Door door, StepObserver observer) throws InvalidInput {
    boolean[] finished = new boolean[1];
    StepObserver noting = StepObserver.ofEveryStep(() -> finished[0] = observer.stepped());
    Optional<Message> reason = watched(door, MAX_WALK, noting).or(() -> ended(door.world()));
    if (reason.isEmpty() && !finished[0]) {
      reason = Optional.of(Message.of("stopped.walk", Argument.decimal("steps", MAX_WALK)));
    }
    return view(door, reason);
  }

  /** By lines of a source in C: {@code into}, {@code over}, {@code out} or {@code back}. */
  private Json.Members line(Door door, Fields request) throws InvalidInput {
    String move = request.text("move", 10);
    Language language = language();
    if (move.equals("back")) {
      int step = language.previousLine(door.world());
      return step < 0
          ? view(door, Optional.of(noLineBefore(door.world())))
          : command(door, new Command.Seek(step));
    }
    Language.LineMove kind =
        switch (move) {
          case "into" -> Language.LineMove.INTO;
          case "over" -> Language.LineMove.OVER;
          case "out" -> Language.LineMove.OUT;
          default ->
              throw new InvalidInput("move", Message.of("error.kind", Argument.code("kind", move)));
        };
    return finish(door, language.line(door.world(), kind));
  }

  private static Message noLineBefore(World world) {
    int furthest = Language.FURTHEST_BACK;
    return world.step() > furthest
        ? Message.of("stopped.line-far", Argument.decimal("steps", furthest))
        : Message.of("stopped.line-first");
  }

  /** Without a compiler there is no program in C either. */
  private Json.Members frames(World world, Fields request) throws InvalidInput {
    OptionalInt line =
        request.has("line")
            ? OptionalInt.of(request.number("line", 1, SourceFile.MAX_TEXT))
            : OptionalInt.empty();
    Json frames = tools.c().map(language -> language.frames(world, line)).orElse(Json.NULL);
    return Json.object().put("frames", frames);
  }

  private Language language() throws InvalidInput {
    return tools.c().orElseThrow(() -> new InvalidInput("do", Message.of("error.file.c")));
  }

  /** Goes forward; what it was that is watched, when the last step touched it. */
  private Optional<Message> watched(Door door, int steps, StepObserver observer)
      throws InvalidInput {
    Watchpoints.Look look = watchpoints.look(door.world());
    try {
      door.apply(new Command.Run(steps), look.and(observer));
    } finally {
      look.end();
    }
    return look.sentence(door.whoWrote());
  }

  private Json.Members next(Door door, Fields request) throws InvalidInput {
    Stops stops = new Stops(door.world(), Stops.marks(request));
    return walk(door, MAX_WALK, stops, Optional.of(stops));
  }

  /**
   * To the first step with an event of this name. From here on it goes no further than to a step
   * that the learner is asked to predict; from the start, where that step may have been seen
   * before, it does.
   */
  private Json.Members until(Door door, Fields request) throws InvalidInput {
    EventName event = new EventName(request.text("event", MAX_EVENT_NAME));
    World world = door.world();
    boolean again = request.has("from");
    if (again) {
      fromStart(request);
      door.apply(new Command.Seek(0), StepObserver.NONE);
    } else if (door.predictionWaits()) {
      return view(door, Optional.of(Message.of("stopped.prediction")));
    }
    boolean[] found = new boolean[1];
    StepObserver search =
        () -> {
          found[0] = event.in(world.timeline().moment());
          return found[0] || !again && door.predictionWaits();
        };
    door.apply(new Command.Run(MAX_WALK), search);
    if (found[0]) {
      return view(door, Optional.empty());
    }
    boolean waits = !again && door.predictionWaits();
    return view(door, Optional.of(Message.of(waits ? "stopped.prediction" : "stopped.never")));
  }

  private static void fromStart(Fields request) throws InvalidInput {
    String from = request.text("from", MAX_EVENT_NAME);
    if (!from.equals("start")) {
      throw new InvalidInput("from", Message.of("error.kind", Argument.code("kind", from)));
    }
  }

  private Json.Members walk(Door door, int steps, StepObserver observer, Optional<Stops> search)
      throws InvalidInput {
    door.apply(new Command.Run(steps), observer);
    Optional<Message> reason = ended(door.world());
    boolean inVain = search.isPresent() && search.get().found().isEmpty();
    if (reason.isEmpty() && inVain) {
      reason = Optional.of(Message.of("stopped.mark"));
    }
    return view(door, reason);
  }

  private Json.Members previous(Door door, Fields request) throws InvalidInput {
    List<Mark.Kind> kinds = Stops.marks(request);
    World world = door.world();
    Optional<Mark> mark = world.timeline().marks().previous(world.step(), kinds);
    if (mark.isEmpty()) {
      return view(door, Optional.of(Message.of("stopped.first")));
    }
    return command(door, new Command.Seek(mark.get().step()));
  }

  private Json.Members seek(Door door, int step) throws InvalidInput {
    int furthest = door.world().timeline().lastStep() + MAX_WALK;
    return command(door, new Command.Seek(Math.min(step, furthest)));
  }

  private static Message stopped(Mark.Kind kind) {
    return switch (kind) {
      case CROSSING -> Message.of("stopped.ring");
      case FAULT -> Message.of("stopped.fault");
      case CALL -> Message.of("stopped.call");
      case HALT -> Message.of("stopped.halted");
      case EXIT, TABLE, POKE -> Message.of("stopped.mark");
    };
  }

  private static Optional<Message> ended(World world) {
    if (world.broken()) {
      return Optional.of(Message.of("stopped.broken"));
    }
    if (world.board().cpu().shutDown()) {
      return Optional.of(Message.of("stopped.shutdown"));
    }
    if (world.board().stopped()) {
      return Optional.of(Message.of("stopped.halted"));
    }
    return world.room() == 0
        ? Optional.of(
            Message.of("stopped.budget", Argument.decimal("budget", world.scenario().budget())))
        : Optional.empty();
  }

  private static Json.Members assemble(Door door, Fields request) throws InvalidInput {
    String file = request.text("file", 100);
    String text = request.text("text", 64 << 10);
    return door.view().problems(door.world().assemble(file, text));
  }

  private static Json.Members memory(World world, Fields request) throws InvalidInput {
    int address = request.word("address");
    int length = request.number("length", 1, MAX_MEMORY_READ);
    byte[] before = world.bytesBefore(address, length);
    List<Json> bytes = new ArrayList<>();
    List<Json> written = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= length; i++) {
      boolean inside = i < length;
      int value = inside ? world.board().memory().read8(address + i) : 0;
      boolean changed = inside && value != (before[i] & 0xff);
      if (inside) {
        bytes.add(Json.of(value));
      }
      if (changed && from < 0) {
        from = i;
      } else if (!changed && from >= 0) {
        written.add(
            Json.array(List.of(Json.unsigned(address + from), Json.unsigned(address + i - 1))));
        from = -1;
      }
    }
    return Json.object().put("bytes", bytes).put("written", written);
  }

  private static Json.Members who(Door door, Fields request) throws InvalidInput {
    World world = door.world();
    String path = request.text("path", MAX_PATH);
    int step = request.number("from", 0, world.step(), world.step());
    return Json.object().put("who", door.whoWrote().json(world, path, step));
  }

  private Json.Members watch(Door door, Fields request) throws InvalidInput {
    String path = request.text("path", MAX_PATH);
    Message said = watchpoints.set(door.world(), path, request.text("on", MAX_PATH));
    return view(door, Optional.empty()).put("said", door.view().words().sentence(said));
  }

  private static Json.Members pages(Door door, Fields request) throws InvalidInput {
    OptionalInt linear = address(request, "linear");
    OptionalInt otherwise = address(request, "otherwise");
    boolean writers = request.flag("writers", false);
    Json pages = door.view().pages(door.world(), linear, otherwise, writers);
    return Json.object().put("pages", pages);
  }

  private static OptionalInt address(Fields request, String name) throws InvalidInput {
    return request.has(name) ? OptionalInt.of(request.word(name)) : OptionalInt.empty();
  }

  /** The link has to be short; the sandbox beside it may be kept for years. */
  private Json.Members share(Door door) {
    Sandbox sandbox = Sandbox.of(door.world(), door.lessonId());
    Json json = Waypoints.in(tools, door.world().scenario(), sandbox).toJson();
    Optional<String> fragment = ShareCodec.encode(sandbox);
    return Json.object()
        .put("sandbox", json)
        .put("fragment", fragment.map(Json::of).orElse(Json.NULL))
        .put("size", Utf8.encode(json.write()).length);
  }
}

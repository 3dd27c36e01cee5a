package cloister.world.port;

import cloister.codec.Json;
import cloister.codec.Utf8;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.machine.Terminal;
import cloister.message.Argument;
import cloister.message.Catalogue;
import cloister.message.Message;
import cloister.message.Words;
import cloister.world.Command;
import cloister.world.Language;
import cloister.world.Log;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.progress.Progress;
import cloister.world.run.Waypoints;
import cloister.world.share.Sandbox;
import cloister.world.share.ShareCodec;
import cloister.world.timeline.StepObserver;
import cloister.world.view.View;
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
  private static final int MAX_MEMORY_READ = 4096;
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
      case "run" -> List.of("stops", "budget", "questions", "tasks", "past", "wake");
      case "reach" -> List.of("file", "line");
      case "next", "previous" -> List.of("kinds");
      case "until" -> List.of("event", "from");
      case "seek" -> List.of("step");
      case "load", "assemble" -> List.of("file", "text");
      case "poke" -> List.of("path", "value");
      case "type" -> List.of("terminal", "text");
      case "resize" -> List.of("terminal", "columns", "rows");
      case "terminal" -> List.of("terminal", "from");
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
          "retry",
          "over",
          "restart",
          "share",
          "log",
          "digest",
          "passage",
          "stack",
          "devices",
          "exits",
          "kernel" ->
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
      case "step" -> walks(door).step();
      case "back" -> command(door, new Command.Seek(Math.max(0, door.world().step() - 1)));
      case "retry" -> walks(door).retry();
      case "over" -> walks(door).over();
      case "line" -> walks(door).line(request, language());
      case "run" -> walks(door).run(request);
      case "next" -> walks(door).next(request);
      case "until" -> walks(door).until(request);
      case "reach" -> walks(door).reach(request);
      case "previous" -> walks(door).previous(request);
      case "seek" -> walks(door).seek(request.number("step", 0, Command.MAX_STEPS));
      case "load", "poke", "type", "resize", "answer", "hint" ->
          command(door, commandOf(what, request));
      case "restart" -> restart(door);
      case "assemble" -> assemble(door, request);
      case "memory" -> memory(door.world(), request);
      case "who" -> who(door, request);
      case "watch" -> watch(door, request);
      case "pages" -> pages(door, request);
      case "passage" -> Json.object().put("passage", door.view().passage(door.world()));
      case "stack" -> Json.object().put("stack", door.view().stack(door.world()));
      case "frames" -> frames(door.world(), request);
      case "terminal" -> terminal(door.world(), request);
      case "devices" ->
          Json.object()
              .put("devices", View.devices(door.world()))
              .put("techniques", Json.strings(door.world().scenario().choices()));
      case "exits" -> Json.object().put("exits", View.exits(door.world()));
      case "kernel" -> Json.object().put("kernel", View.kernel(door.world()));
      case "share" -> share(door);
      case "log" -> Json.object().put("log", Log.toJson(door.world().log().commands()));
      case "digest" ->
          Json.object()
              .put("digest", door.world().timeline().digest())
              .put("step", door.world().step())
              .putUnsigned("instructions", door.world().machine().cpu().instructionsLow());
      default -> throw new IllegalStateException(what);
    };
  }

  private Walks walks(Door door) {
    return new Walks(door, watchpoints);
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

  private static Json.Members assemble(Door door, Fields request) throws InvalidInput {
    String file = request.text("file", 100);
    String text = request.text("text", 64 << 10);
    return door.view().problems(door.world().assemble(file, text));
  }

  /** What was written to a terminal from a character on. */
  private static Json.Members terminal(World world, Fields request) throws InvalidInput {
    Terminal terminal = world.terminal(request.number("terminal", 0, Command.MAX_TERMINAL));
    int asked = Math.min(request.number("from", 0, Integer.MAX_VALUE), terminal.length());
    int from = Math.max(asked, terminal.first());
    return Json.object().put("from", from).put("text", terminal.text(from));
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
      int value = inside ? world.machine().memory().read8(address + i) : 0;
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

package cloister.lessons;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.event.Event;
import cloister.input.InvalidInput;
import cloister.input.Numbers;
import cloister.world.Command;
import cloister.world.Probe;
import cloister.world.Scenario;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.sentence.Code;
import cloister.world.timeline.Moment;
import cloister.world.timeline.StepObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A table of what the machine shows, filled by running it: at an event ({@code sim show}), or in
 * two runs that differ by one change ({@code sim compare}).
 */
final class Figure {
  private static final String STEP = "step";
  private static final String FAULT = STEP + ".fault";
  private static final String ERROR = STEP + ".error";
  private static final String REFUSED = "refused";
  private static final String NOTHING = "none";
  private static final List<String> SHOWN = List.of("cpu.cpl", FAULT, ERROR, "console.text");

  private final String file;
  private final Scenario scenario;
  private final Map<String, String> arguments;
  private final List<String> columns = new ArrayList<>();
  private final List<List<String>> cells = new ArrayList<>();

  private Figure(String file, Scenario scenario, Map<String, String> arguments) {
    this.file = file;
    this.scenario = scenario;
    this.arguments = arguments;
  }

  /** The figure of a block as {@code {columns, rows: [{label, cells}]}}. */
  static Json of(String file, Scenario scenario, Block.Sim sim) throws LessonException {
    Figure figure = new Figure(file, scenario, sim.arguments());
    try {
      return sim.mode().equals("show") ? figure.show() : figure.compare();
    } catch (InvalidInput e) {
      throw new LessonException(file, 0, "sim " + sim.mode() + ": " + Words.of(e));
    }
  }

  private Json show() throws LessonException, InvalidInput {
    String at = argument("at");
    World world = world();
    EventName event = new EventName(at);
    Command.Run on = new Command.Run(scenario.budget());
    world.apply(on, everyStep(() -> event.in(world.timeline().moment())));
    if (!event.in(world.timeline().moment())) {
      throw wrong("at", "the machine never comes to " + at);
    }
    columns.add("");
    List<String> paths = paths(SHOWN);
    cells.add(values(world, paths, List.of()));
    return json(paths);
  }

  private Json compare() throws LessonException, InvalidInput {
    List<String> paths = paths(List.of(REFUSED, "console.text"));
    for (String side : List.of("first", "second")) {
      run(side, argument(side), paths);
    }
    return json(paths);
  }

  /** One run: to {@code from}, a change, and on to {@code until} or for some steps. */
  private void run(String side, String change, List<String> paths)
      throws LessonException, InvalidInput {
    World world = world();
    reach(world, "from");
    columns.add(title(change));
    if (!change.equals(NOTHING)) {
      int colon = change.lastIndexOf(':');
      OptionalInt value = Numbers.parse(change.substring(colon + 1));
      if (colon < 0 || value.isEmpty()) {
        throw wrong(side, change + " is not PATH:VALUE");
      }
      world.apply(new Command.Poke(change.substring(0, colon), value.getAsInt()));
    }
    List<String> refused = new ArrayList<>();
    Runnable watch = () -> refusal(world).ifPresent(refused::add);
    if (arguments.containsKey("until")) {
      reach(world, "until", watch);
    } else {
      int steps =
          Numbers.parse(argument("steps")).orElseThrow(() -> wrong("steps", "it is no number"));
      world.apply(
          new Command.Run(steps),
          everyStep(
              () -> {
                watch.run();
                return false;
              }));
    }
    cells.add(values(world, paths, refused));
  }

  private void reach(World world, String name) throws LessonException, InvalidInput {
    reach(world, name, () -> {});
  }

  /** Runs to a step's number, or to where the instruction at a symbol is next. */
  private void reach(World world, String name, Runnable each) throws LessonException, InvalidInput {
    String place = argument(name);
    OptionalInt step = Numbers.parse(place);
    int address = step.isPresent() ? 0 : symbol(world, name, place);
    int limit = step.isPresent() ? step.getAsInt() - world.step() : scenario.budget();
    world.apply(
        new Command.Run(limit),
        everyStep(
            () -> {
              each.run();
              return step.isEmpty() && world.machine().cpu().linearEip() == address;
            }));
    boolean there =
        step.isPresent()
            ? world.step() == step.getAsInt()
            : world.machine().cpu().linearEip() == address;
    if (!there) {
      throw wrong(name, "the machine never comes to " + place);
    }
  }

  private int symbol(World world, String name, String symbol) throws LessonException {
    return world.symbol(symbol).orElseThrow(() -> wrong(name, "no program has " + symbol));
  }

  /** The text of the instruction that the last step refused, if it did. */
  private static Optional<String> refusal(World world) {
    Moment moment = world.timeline().moment();
    boolean fault = moment.events().stream().anyMatch(Event.FaultRaised.class::isInstance);
    return fault && moment.kind() == Moment.Kind.INSTRUCTION
        ? Optional.of(new Code(new Disassembler(world.opcodes())).text(moment))
        : Optional.empty();
  }

  private World world() {
    return new World(SystemFiles.tools(new OpcodeTable()), scenario);
  }

  private static List<String> values(World world, List<String> paths, List<String> refused) {
    List<String> values = new ArrayList<>();
    for (String path : paths) {
      values.add(
          path.equals(REFUSED)
              ? refused.isEmpty() ? "nothing" : String.join("; ", refused)
              : text(path, Probe.read(world, path).orElse(Json.NULL)));
    }
    return values;
  }

  private static String text(String path, Json value) {
    boolean small = path.matches("(cpu|flags|idt|gdt|page)\\..*");
    return switch (value) {
      case Json.Str text -> text.value().isEmpty() ? "nothing" : text.value();
      case Json.Num number when small -> Long.toString((long) number.value());
      case Json.Num number -> "0x" + Hex.hex32((int) (long) number.value());
      case Json.Bool bool -> bool.value() ? "yes" : "no";
      case Json.Nul _, Json.Arr _, Json.Obj _ -> "–";
    };
  }

  private List<String> paths(List<String> otherwise) throws LessonException {
    List<String> paths =
        arguments.containsKey("rows") ? List.of(arguments.get("rows").split(",")) : otherwise;
    for (String path : paths) {
      if (!path.equals(REFUSED) && !Probe.isPath(path)) {
        throw wrong("rows", path + " is nothing that can be read");
      }
    }
    return paths;
  }

  private static String title(String change) {
    int colon = change.lastIndexOf(':');
    return colon < 0
        ? "as it is"
        : label(change.substring(0, colon)) + " = " + change.substring(colon + 1);
  }

  /** How a row or a change is called: the thing in the words of the lab. */
  private static String label(String path) {
    return switch (path) {
      case REFUSED -> "refused";
      case FAULT -> "exception";
      case ERROR -> "error code";
      case "console.text" -> "console";
      default -> {
        String[] parts = path.split("\\.");
        String last = parts[parts.length - 1].toUpperCase(Locale.ROOT);
        yield switch (parts[0]) {
          case "idt" -> "gate 0x" + parts[1] + ", " + last;
          case "gdt" -> "descriptor " + parts[1] + ", " + last;
          case "page" -> "page 0x" + parts[1] + ", " + parts[parts.length - 1];
          case "mem" -> "memory at 0x" + parts[1];
          default -> last;
        };
      }
    };
  }

  private Json json(List<String> paths) {
    List<Json> rows = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      List<String> row = new ArrayList<>();
      for (List<String> column : cells) {
        row.add(column.get(i));
      }
      boolean differ = row.stream().distinct().count() > 1;
      rows.add(
          Json.object()
              .put("label", label(paths.get(i)))
              .put("cells", Json.strings(row))
              .put("differ", differ)
              .build());
    }
    return Json.object().put("columns", Json.strings(columns)).put("rows", rows).build();
  }

  private String argument(String name) throws LessonException {
    String value = arguments.get(name);
    if (value == null) {
      throw wrong(name, "it is missing");
    }
    return value;
  }

  private LessonException wrong(String argument, String reason) {
    return new LessonException(file, 0, "sim, " + argument + ": " + reason);
  }

  private static StepObserver everyStep(StepObserver observer) {
    return StepObserver.ofEveryStep(observer);
  }
}

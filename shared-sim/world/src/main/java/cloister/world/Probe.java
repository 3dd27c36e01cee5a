package cloister.world;

import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.world.probe.Names;
import cloister.world.probe.Paths;
import cloister.world.probe.Place;
import cloister.world.timeline.Trace;
import java.util.Optional;

/**
 * Reads what a path names: every place that can be changed by hand, and besides {@code cpu.cpl},
 * {@code cpu.iopl}, {@code cpu.mode}, {@code cpu.cr0}, {@code cpu.fault} and {@code cpu.error} of
 * the latest refusal, {@code step.fault} and {@code step.error} of the last step's, {@code
 * cpu.halted}, {@code cpu.shutdown}, {@code seg.cs}, {@code console.text}, {@code step}, {@code
 * instructions}, {@code seed}, {@code symbol.NAME}, and of the innermost call in a program in C
 * {@code frame.function}, {@code frame.line}, {@code frame.depth}, {@code frame.return} and {@code
 * frame.value.NAME} of a variable.
 */
public final class Probe {
  private static final String NONE = "none";

  /** Of a guest: {@code vm.a.console} and its like. */
  private static final String GUEST = "vm.";

  private static final String FRAME = "frame.";
  private static final String STEP_FAULT = ".fault";
  private static final String STEP_ERROR = ".error";

  private Probe() {}

  /** A path that is read again and again: its place is looked up once. */
  public record Prepared(String path, Optional<Place> place) {
    public static Prepared of(String path) {
      return new Prepared(path, Paths.parse(path));
    }

    public Optional<Json> read(World world) {
      if (place.isEmpty()) {
        return readNamed(world, path);
      }
      return place.get().exists(world.machine())
          ? Optional.of(Json.unsigned(place.get().read(world.machine())))
          : Optional.empty();
    }
  }

  /** The value, or nothing when no such thing exists, now or ever. */
  public static Optional<Json> read(World world, String path) {
    return Prepared.of(path).read(world);
  }

  private static Optional<Json> readNamed(World world, String path) {
    Cpu cpu = world.machine().cpu();
    return switch (path) {
      case "cpu.cpl" -> Optional.of(Json.of(cpu.cpl()));
      case "cpu.iopl" -> Optional.of(Json.of(cpu.iopl()));
      case "cpu.mode" -> Optional.of(Json.of(cpu.protectedMode() ? "protected" : "real"));
      case "cpu.cr0" -> Optional.of(Json.unsigned(cpu.control(0)));
      case "cpu.fault" -> Optional.of(Json.of(fault(lastFault(world))));
      case "cpu.error" -> Optional.of(errorCode(lastFault(world)));
      case "cpu.halted" -> Optional.of(Json.of(cpu.halted()));
      case "cpu.shutdown" -> Optional.of(Json.of(cpu.shutDown()));
      case "console.text" -> Optional.of(Json.of(world.machine().consoleText()));
      case "step" -> Optional.of(Json.of(world.step()));
      case "instructions" -> Optional.of(Json.unsigned(cpu.instructionsLow()));
      case "seed" -> Optional.of(Json.of(world.scenario().seed()));
      default -> named(world, path);
    };
  }

  /** True for paths that {@link #read} can ever know. */
  public static boolean isPath(String path) {
    boolean fixed =
        switch (path) {
          case "cpu.cpl",
              "cpu.iopl",
              "cpu.mode",
              "cpu.cr0",
              "cpu.fault",
              "cpu.error",
              "cpu.halted",
              "cpu.shutdown",
              "console.text",
              "step",
              "instructions",
              "seed" ->
              true;
          default -> false;
        };
    return fixed
        || isOfStep(path)
        || Paths.parse(path).isPresent()
        || segment(path) >= 0
        || isSymbol(path)
        || path.startsWith(GUEST)
        || isOfFrame(path);
  }

  /** The refusal that the last step was, if it was one. */
  private static Optional<Event.FaultRaised> faultOfStep(World world) {
    Optional<Event.FaultRaised> last = Optional.empty();
    for (Event event : world.timeline().moment().events()) {
      if (event instanceof Event.FaultRaised fault) {
        last = Optional.of(fault);
      }
    }
    return last;
  }

  /** The latest refusal up to the current step. */
  private static Optional<Event.FaultRaised> lastFault(World world) {
    Trace trace = world.timeline().trace();
    for (int i = trace.countUntil(world.step()) - 1; i >= 0; i--) {
      if (trace.event(i) instanceof Event.FaultRaised fault) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** Short name of the exception, or {@code none}. */
  private static String fault(Optional<Event.FaultRaised> fault) {
    return fault.map(raised -> Exceptions.shortName(raised.vector())).orElse(NONE);
  }

  private static Json errorCode(Optional<Event.FaultRaised> fault) {
    return fault
        .filter(raised -> raised.errorCode() >= 0)
        .map(raised -> Json.of(raised.errorCode()))
        .orElse(Json.of(NONE));
  }

  private static Optional<Json> named(World world, String path) {
    if (isOfStep(path)) {
      Optional<Event.FaultRaised> fault = faultOfStep(world);
      return Optional.of(path.endsWith(STEP_FAULT) ? Json.of(fault(fault)) : errorCode(fault));
    }
    int segment = segment(path);
    if (segment >= 0) {
      return Optional.of(Json.of(world.machine().cpu().segments.selector[segment]));
    }
    if (isOfFrame(path)) {
      String name = path.substring(FRAME.length());
      return world.tools().c().flatMap(language -> language.ofFrame(world, name));
    }
    if (path.startsWith(GUEST)) {
      return world.machine().probe(path);
    }
    return isSymbol(path)
        ? world.symbol(path.substring("symbol.".length())).map(Json::unsigned)
        : Optional.empty();
  }

  private static boolean isOfStep(String path) {
    return path.equals("step" + STEP_FAULT) || path.equals("step" + STEP_ERROR);
  }

  private static int segment(String path) {
    return path.startsWith("seg.") ? Names.SEGMENTS.indexOf(path.substring(4)) : -1;
  }

  private static boolean isSymbol(String path) {
    return path.startsWith("symbol.") && path.length() > "symbol.".length();
  }

  private static boolean isOfFrame(String path) {
    if (!path.startsWith(FRAME)) {
      return false;
    }
    String name = path.substring(FRAME.length());
    return switch (name) {
      case "function", "line", "depth", "return" -> true;
      default -> name.startsWith("value.") && name.length() > "value.".length();
    };
  }
}

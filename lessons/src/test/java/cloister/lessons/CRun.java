package cloister.lessons;

import cloister.cpu.decode.OpcodeTable;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.timeline.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A lesson's program in C and its kernel, run to the end. */
final class CRun {
  private static final Tools TOOLS = SystemFiles.tools(new OpcodeTable());
  private static final int STEPS = 1_000_000;

  private final World world;

  private CRun(World world) {
    this.world = world;
  }

  /** The files as the lesson has them, but for what is changed. */
  static World world(String lesson, int seed, UnaryOperator<SourceFile> change) throws Exception {
    Scenario scenario = LessonSource.read(Path.of("course/rings", lesson)).scenario();
    List<SourceFile> files = scenario.files().stream().map(change).toList();
    return new World(TOOLS, scenario.withSeed(seed).withFiles(files));
  }

  static CRun of(String lesson, UnaryOperator<SourceFile> change) throws Exception {
    return toEnd(world(lesson, 7, change));
  }

  static CRun toEnd(World world) throws InvalidInput {
    world.apply(new Command.Run(STEPS));
    if (!world.stopped() || world.broken()) {
      throw new IllegalStateException("at step " + world.step() + ", broken: " + world.broken());
    }
    return new CRun(world);
  }

  /** Another text for one of the files. */
  static UnaryOperator<SourceFile> with(String name, UnaryOperator<String> change) {
    return file -> file.name().equals(name) ? file.withText(change.apply(file.text())) : file;
  }

  String console() {
    return world.machine().consoleText();
  }

  /** EAX at each entry by the program's own call. */
  List<Integer> systemCalls() {
    List<Integer> numbers = new ArrayList<>();
    Trace trace = world.timeline().trace();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.event(i) instanceof Event.InnerRingCalled call) {
        numbers.add(call.eax());
      }
    }
    return numbers;
  }

  /** Name, error code and, for page faults, the address. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Trace trace = world.timeline().trace();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.event(i) instanceof Event.FaultRaised fault) {
        String name = Exceptions.shortName(fault.vector());
        faults.add("%s %X %X".formatted(name, fault.errorCode(), fault.first()));
      }
    }
    return faults;
  }
}

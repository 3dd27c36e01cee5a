package cloister.world;

import cloister.asm.Assembly;
import cloister.bus.Memory;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.machine.Machine;
import cloister.machine.Terminal;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.world.probe.Paths;
import cloister.world.probe.Place;
import cloister.world.timeline.LastWriter;
import cloister.world.timeline.Repeat;
import cloister.world.timeline.SecondTry;
import cloister.world.timeline.StepObserver;
import cloister.world.timeline.Timeline;
import cloister.world.timeline.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A machine, the programs of a scenario on it, and the timeline of its run. What it is at any time
 * follows from the scenario and the commands alone.
 */
public final class World {
  /** So many budgets of steps may be spent in all, on runs after new starts and on going back. */
  public static final int MAX_RUNS = 8;

  private final Tools tools;
  private final Scenario scenario;
  private final Translator translator;
  private Machine machine;
  private byte[] powerOn = {};

  /** With the technique that its guests have now. */
  private Scenario present;

  /** The pages of memory that are not empty at power-on. */
  private final Map<Integer, byte[]> firstPages = new TreeMap<>();

  private final Timeline timeline;
  private final Log log = new Log();
  private List<Program> programs = List.of();
  private Optional<Machine> scratch = Optional.empty();

  /** What was done on machines that are no more. */
  private long spent;

  /** Counts the starts at step 0, so that watchers notice them. */
  private int starts;

  public World(OpcodeTable opcodes, Scenario scenario) {
    this(Tools.of(opcodes), scenario);
  }

  public World(Tools tools, Scenario scenario) {
    this.tools = tools;
    this.scenario = scenario;
    translator = new Translator(tools, scenario.seed());
    present = scenario;
    machine = tools.machine(scenario);
    keepPowerOn();
    timeline = new Timeline(machine);
    restart();
  }

  private void keepPowerOn() {
    StateWriter out = new StateWriter();
    machine.save(out);
    powerOn = out.toBytes();
    keepFirstPages();
  }

  public Scenario scenario() {
    return scenario;
  }

  public Tools tools() {
    return tools;
  }

  public OpcodeTable opcodes() {
    return tools.opcodes();
  }

  public Machine machine() {
    return machine;
  }

  public Timeline timeline() {
    return timeline;
  }

  public Log log() {
    return log;
  }

  /** The files in the scenario's order, with the texts that are loaded now. */
  public List<Program> programs() {
    return programs;
  }

  /** A terminal of the machine by its number. */
  public Terminal terminal(int number) throws InvalidInput {
    List<Terminal> terminals = machine.terminals();
    if (number >= terminals.size()) {
      throw new InvalidInput(
          "terminal", Message.of("error.terminal", Argument.decimal("terminal", number)));
    }
    return terminals.get(number);
  }

  public int step() {
    return timeline.step();
  }

  public int starts() {
    return starts;
  }

  /** A program with errors is not started: nothing runs until it is replaced. */
  public boolean broken() {
    for (Program program : programs) {
      if (program.hasErrors()) {
        return true;
      }
    }
    return false;
  }

  /** Nothing but a start or a change by hand will make the machine go on. */
  public boolean stopped() {
    return machine.stopped() || broken();
  }

  /**
   * Steps that the machine may still go forward: no run is longer than the scenario's budget, and
   * everything done in all, over all starts and to go back, is at most {@link #MAX_RUNS} budgets.
   */
  public int room() {
    return (int) Math.max(0, Math.min(scenario.budget() - step(), allowance()));
  }

  private long allowance() {
    return (long) MAX_RUNS * scenario.budget() - timeline.work() - spent;
  }

  /** The scenario with the technique that its guests have now. */
  public Scenario present() {
    return present;
  }

  /** Back to the scenario's own programs and technique, step 0, an empty log. */
  public void restart() {
    under(scenario);
    programs = translator.all(scenario.ownFiles());
    log.clear();
    start();
  }

  /** Another technique wants another machine. */
  private void under(Scenario other) {
    if (present.technique().equals(other.technique())) {
      return;
    }
    present = other;
    spent += timeline.work();
    machine = tools.machine(present);
    keepPowerOn();
    scratch = Optional.empty();
    timeline.begin(machine);
  }

  /** What is loaded as the file {@code technique} is no text but the name of one. */
  private void choose(String technique) throws InvalidInput {
    under(scenario.withTechnique(technique, "text"));
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : present.ownFiles()) {
      files.add(program(file.name()).map(Program::file).orElse(file));
    }
    programs = translator.all(files);
    start();
  }

  /**
   * Carries out a command and logs it as what it came to. Answers and hints are only logged. A run
   * ends where there is no more room for it.
   */
  public void apply(Command command, StepObserver observer) throws InvalidInput {
    requireRoomInLog(command);
    switch (command) {
      case Command.Load load -> {
        load(load);
        log.add(load);
      }
      case Command.Run run -> run(run.steps(), observer);
      case Command.Seek seek -> seek(seek.step(), observer);
      case Command.Poke poke -> {
        poke(poke);
        log.add(poke);
      }
      case Command.Type type -> {
        terminal(type.terminal());
        timeline.type(type.terminal(), type.text());
        log.add(type);
      }
      case Command.Resize resize -> {
        terminal(resize.terminal());
        timeline.resize(resize.terminal(), resize.columns(), resize.rows());
        log.add(resize);
      }
      case Command.Answer answer -> log.add(answer);
      case Command.Hint hint -> log.add(hint);
    }
  }

  public void apply(Command command) throws InvalidInput {
    apply(command, StepObserver.NONE);
  }

  /** Goes forward and logs how far; returns the steps done. */
  public int run(int steps, StepObserver observer) {
    if (broken()) {
      return 0;
    }
    int done = timeline.forward(Math.min(steps, room()), observer);
    log.add(new Command.Run(done));
    return done;
  }

  /** Beyond the known steps a seek is a run, and logged as one. */
  private void seek(int step, StepObserver observer) throws InvalidInput {
    int known = Math.min(step, timeline.lastStep());
    if (known != timeline.step()) {
      if (timeline.distance(known) > allowance()) {
        throw overBudget("step");
      }
      log.add(new Command.Seek(known));
      timeline.seek(known, observer);
    }
    run(step - known, observer);
  }

  /** The error of a command that asks for more steps than there is room for. */
  public InvalidInput overBudget(String field) {
    return new InvalidInput(
        field, Message.of("error.budget", Argument.decimal("budget", scenario.budget())));
  }

  /** What cannot be logged is not done: the log must lead to where the world is. */
  private void requireRoomInLog(Command command) throws InvalidInput {
    boolean two = command instanceof Command.Seek(int step) && step > timeline.lastStep();
    if (log.size() + (two ? 2 : 1) > Log.MAX_ENTRIES) {
      throw new InvalidInput(
          "do", Message.of("error.log.full", Argument.decimal("most", Log.MAX_ENTRIES)));
    }
  }

  public Optional<Program> program(String file) {
    for (Program program : programs) {
      if (program.file().name().equals(file)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  /** A text as it would be loaded, without loading it. */
  public Program assemble(String file, String text) throws InvalidInput {
    SourceFile changed = editable(file).file().withText(text);
    for (Program program : translator.replaced(programs, changed)) {
      if (program.file().equals(changed)) {
        return program;
      }
    }
    throw new IllegalStateException(file);
  }

  /** The name of the file that a line of a program stands in: its own, or one that it includes. */
  public String fileOf(Program program, Assembly.Line line) {
    String own = program.file().name();
    boolean other = !line.file().equals(own) && program(line.file()).isPresent();
    return other ? line.file() : own;
  }

  /** The value of a symbol of any program, the scenario's later files first. */
  public Optional<Integer> symbol(String name) {
    for (int i = programs.size() - 1; i >= 0; i--) {
      Integer value = programs.get(i).assembly().symbols().get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The program that holds a linear address. */
  public Optional<Program> programAt(int address) {
    for (Program program : programs) {
      if (program.holds(address)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  public LastWriter lastWriter() {
    return timeline.lastWriter(scratch(), tools.opcodes());
  }

  /** A refused step tried again, with what was changed by hand since. */
  public SecondTry secondTry(int refused, List<Watch> watches) {
    return timeline.secondTry(scratch(), refused, watches);
  }

  /** The run again, on a machine of its own. */
  public Repeat repeat() {
    return timeline.repeat(scratch());
  }

  /** What a piece of memory held before the last step. */
  public byte[] bytesBefore(int address, int length) {
    return timeline.bytesBefore(scratch(), address, length);
  }

  private Machine scratch() {
    if (scratch.isEmpty()) {
      scratch = Optional.of(tools.machine(present));
    }
    return scratch.get();
  }

  private void load(Command.Load load) throws InvalidInput {
    if (load.file().equals(Scenario.TECHNIQUE) && !scenario.choices().isEmpty()) {
      choose(load.text().strip());
      return;
    }
    SourceFile known = editable(load.file()).file();
    programs = translator.replaced(programs, known.withText(load.text()));
    start();
  }

  private Program editable(String file) throws InvalidInput {
    Program program =
        program(file)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "file", Message.of("error.file.unknown", Argument.code("file", file))));
    if (!program.file().editable()) {
      throw new InvalidInput(
          "file", Message.of("error.file.read-only", Argument.code("file", file)));
    }
    return program;
  }

  private void poke(Command.Poke poke) throws InvalidInput {
    Place place =
        Paths.parse(poke.path())
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "path", Message.of("error.path", Argument.code("path", poke.path()))));
    if (!place.exists(machine)) {
      throw new InvalidInput(
          "path", Message.of("error.path.absent", Argument.code("path", poke.path())));
    }
    if (Integer.compareUnsigned(poke.value(), place.max()) > 0) {
      throw new InvalidInput(
          "value", Message.of("error.path.value", Argument.hex("most", place.max())));
    }
    timeline.change(poke.path(), place, poke.value());
  }

  private void keepFirstPages() {
    firstPages.clear();
    Memory memory = machine.memory();
    byte[] content = new byte[Memory.PAGE_SIZE];
    for (int page = 0; page < memory.pageCount(); page++) {
      if (!memory.isZero(page)) {
        memory.readPage(page, content);
        firstPages.put(page, content.clone());
      }
    }
  }

  private void start() {
    Memory memory = machine.memory();
    byte[] zeros = new byte[Memory.PAGE_SIZE];
    for (int page = 0; page < memory.pageCount(); page++) {
      memory.writePage(page, firstPages.getOrDefault(page, zeros));
    }
    machine.unload();
    for (Program program : programs) {
      if (!program.hasErrors()) {
        program.loadInto(machine);
      }
    }
    machine.load(new StateReader(powerOn));
    timeline.begin();
    for (Program program : programs) {
      timeline.coverage().watch(program.origin(), program.size());
    }
    starts++;
  }
}

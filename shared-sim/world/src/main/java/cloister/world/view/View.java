package cloister.world.view;

import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.disasm.Disassembler;
import cloister.machine.Machine;
import cloister.machine.Rest;
import cloister.machine.Terminal;
import cloister.message.Argument;
import cloister.message.Catalogue;
import cloister.message.Message;
import cloister.message.Words;
import cloister.why.WhyView;
import cloister.world.Program;
import cloister.world.World;
import cloister.world.sentence.Code;
import cloister.world.sentence.Sentences;
import cloister.world.sentence.StepSentence;
import cloister.world.timeline.Bands;
import cloister.world.timeline.Timeline;
import cloister.world.why.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Everything that the page draws, made from the world at its current step. */
public final class View {
  private final Words words;
  private final Disassembler disassembler;
  private final StepSentence stepSentence;
  private final Why why;
  private final MarksView marks;
  private final EventsView events;
  private final DescriptorViews descriptors = new DescriptorViews();

  public View(Catalogue catalogue, Disassembler disassembler) {
    words = new Words(catalogue);
    this.disassembler = disassembler;
    Code code = new Code(disassembler);
    stepSentence = new StepSentence(code);
    why = new Why(code);
    marks = new MarksView(words, code);
    events = new EventsView(words, code);
  }

  public Words words() {
    return words;
  }

  /**
   * @param stopped why a run stopped, when one has
   * @param tasks the lesson's tasks; none without a lesson
   * @param watches where a run stops, besides
   */
  public Json of(World world, Optional<Message> stopped, List<Json> tasks, List<Json> watches) {
    Scene scene = new Scene(world, words, disassembler);
    Timeline timeline = world.timeline();
    Cpu cpu = world.machine().cpu();
    Message sentence = stepSentence.of(world);
    RegistersView registers = new RegistersView(scene);
    List<Terminal> terminals = world.machine().terminals();
    Json.Members view =
        Json.object()
            .put("step", timeline.step())
            .put("lastStep", timeline.lastStep())
            .putUnsigned("instructions", cpu.instructionsLow())
            .put("status", status(world))
            .put("stopped", words.sentence(stopped))
            .put("sentence", words.sentence(sentence))
            .put("next", words.sentence(NextSentence.of(scene)))
            .put("spoken", words.text(Sentences.spoken(timeline.step(), sentence)))
            .put("registers", registers.registers())
            .put("segments", registers.segments())
            .put("flags", registers.flags())
            .putUnsigned("eflags", cpu.eflags())
            .put("mode", mode(cpu))
            .put("cpl", cpu.cpl())
            .put("iopl", cpu.iopl())
            .putUnsigned("cr0", cpu.control(0))
            .put("code", new CodeView(scene).json())
            .put("tables", new TablesView(scene, descriptors).json())
            .put("rings", new RingsView(scene).json())
            .put("why", why.card(world).map(new WhyView(words)::json).orElse(Json.NULL))
            .put("marks", marks.json(timeline.marks().all()))
            .put("marksForgotten", timeline.marks().forgetful())
            .put("bands", bands(timeline))
            .put("tasks", tasks)
            .put("watches", watches)
            .put("console", terminals.isEmpty() ? world.machine().consoleText() : "")
            .put("events", events.json(world));
    if (!terminals.isEmpty()) {
      view.put("terminals", terminals.stream().map(View::length).toList());
      view.put("terminalSizes", terminals.stream().map(View::size).toList());
      view.put("ended", ended(world));
      view.put("rest", world.machine().rest().map(this::rest).orElse(Json.NULL));
    }
    return view.build();
  }

  /**
   * Paging at the current step, for those who look at it: it takes walks and searches.
   *
   * @param linear the address to walk to, whatever the step has looked up
   * @param otherwise the one to walk to where the step has looked up nothing
   * @param search whether to look for who wrote the entries of the walk
   */
  public Json pages(World world, OptionalInt linear, OptionalInt otherwise, boolean search) {
    return new PagesView(new Scene(world, words, disassembler), search).json(linear, otherwise);
  }

  /** The words of the stack and what each of them is; it takes a replay. */
  public Json stack(World world) {
    return new StackView(new Scene(world, words, disassembler)).json();
  }

  /** How this step handed control over, or else the last one that did; it takes a replay. */
  public Json passage(World world) {
    return new PassagesView(words, disassembler).json(world);
  }

  /** The devices of the machine; null where it has none. */
  public static Json devices(World world) {
    return DevicesView.json(world.machine());
  }

  /** How guests were left, and the exit at which the machine stands; it takes a replay. */
  public static Json exits(World world) {
    return world.machine().exits(world.timeline().trace(), world.step(), world::repeat);
  }

  /** The kernel that runs on the machine; null where it is none that we know. */
  public static Json kernel(World world) {
    return world.machine().kernel(world.timeline().trace(), world.step());
  }

  /** What is wrong with a text that is not loaded, as the editor shows it while typing. */
  public Json.Members problems(Program program) {
    return CodeView.problems(program.assembly(), words);
  }

  private static String mode(Cpu cpu) {
    if (!cpu.protectedMode()) {
      return "real";
    }
    return cpu.virtual8086() ? "virtual" : "protected";
  }

  private static String status(World world) {
    Cpu cpu = world.machine().cpu();
    if (cpu.shutDown()) {
      return "shutdown";
    }
    if (cpu.faultPending()) {
      return "fault";
    }
    if (cpu.halted()) {
      return world.machine().stopped() ? "halted" : "waiting";
    }
    if (world.machine().stopped()) {
      return "halted";
    }
    return world.step() == 0 ? "ready" : "paused";
  }

  /** Nobody will read what is typed; a machine at rest is halted. */
  private static boolean ended(World world) {
    Machine machine = world.machine();
    return machine.stopped() && !machine.cpu().halted() || world.room() == 0;
  }

  /** That a machine rests, and how long. */
  public static Message resting(Rest rest) {
    int seconds = (int) Math.max(1, (rest.millis() + 500L) / 1000);
    return Message.of(
        rest.read() ? "stopped.asleep" : "stopped.all-asleep",
        Argument.decimal("seconds", seconds));
  }

  private Json rest(Rest rest) {
    return Json.object()
        .put("tick", Long.toString(rest.tick()))
        .put("millis", rest.millis())
        .put("read", rest.read())
        .put("text", words.text(resting(rest)))
        .build();
  }

  private static Json length(Terminal terminal) {
    return Json.of(terminal.length());
  }

  private static Json size(Terminal terminal) {
    return Json.object().put("columns", terminal.columns()).put("rows", terminal.rows()).build();
  }

  private static List<Json> bands(Timeline timeline) {
    List<Json> bands = new ArrayList<>();
    for (Bands.Band band : timeline.bands()) {
      Json.Members stretch =
          Json.object().put("from", band.from()).put("to", band.to()).put("cpl", band.cpl());
      if (band.who() > 0) {
        stretch.put("who", band.who());
      }
      bands.add(stretch.build());
    }
    return bands;
  }
}

package cloister.world.watch;

import cloister.asm.Assembly;
import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.machine.Machine;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.message.Words;
import cloister.world.Program;
import cloister.world.World;
import cloister.world.sentence.Code;
import cloister.world.timeline.LastWriter.Writer;
import cloister.world.timeline.Moment;
import cloister.world.timeline.Watch;
import java.util.List;
import java.util.Optional;

/** Says of a value who last wrote it, as the page draws it. */
public final class WhoWrote {
  private final Words words;
  private final Code code;

  public WhoWrote(Words words, Code code) {
    this.words = words;
    this.code = code;
  }

  /**
   * @param step look back from the state after this step
   */
  public Json json(World world, String path, int step) throws InvalidInput {
    Spot spot = spot(world, path);
    Watch watch = spot.watch();
    Machine machine = world.machine();
    Writer writer = world.lastWriter().find(step, List.of(watch)).get(0);
    int[] before = writer.before();
    boolean unknown = writer instanceof Writer.LongAgo;
    int further = unknown ? writer.step() : writer.step() - 1;
    return Json.object()
        .put("path", spot.path())
        .put("name", words.sentence(spot.name()))
        .put("now", watch.digits(watch.read(machine), watch.readHigh(machine)))
        .put("sentence", words.sentence(sentence(world, watch, writer)))
        .put("before", before.length == 0 ? Json.NULL : Json.of(watch.digits(before[0], before[1])))
        .put("step", unknown ? Json.NULL : step(writer.step()))
        .put("further", step(further))
        .build();
  }

  private static Json step(int step) {
    return step < 0 ? Json.NULL : Json.of(step);
  }

  static Spot spot(World world, String path) throws InvalidInput {
    return Spot.of(world, path)
        .orElseThrow(
            () -> new InvalidInput("path", Message.of("error.watch", Argument.code("path", path))));
  }

  private Message sentence(World world, Watch watch, Writer writer) {
    return switch (writer) {
      case Writer.Step(Moment moment, _, boolean changed) ->
          last(watch, changed, by(world, moment));
      case Writer.ByHand(int step, _) ->
          last(watch, true, Message.of("who.by-hand", Argument.decimal("step", step)));
      case Writer.Start() -> Message.of("who.start");
      case Writer.LongAgo(int step) -> Message.of("who.long-ago", Argument.decimal("step", step));
    };
  }

  private static Message last(Watch watch, boolean changed, Message by) {
    Argument who = Argument.text("who", by);
    return switch (watch.kind()) {
      case MEMORY -> Message.of("who.written", who);
      case PORT -> Message.of("who.used", who);
      case CPL, IOPL, DPL, SEGMENT, CONTROL, PLACE ->
          Message.of(changed ? "who.changed" : "who.written", who);
    };
  }

  /** The instruction of a step, with its line where a program has it. */
  Message by(World world, Moment moment) {
    Argument step = Argument.decimal("step", moment.step());
    if (moment.kind() == Moment.Kind.DELIVERY) {
      return Message.of("who.by-delivery", step);
    }
    Argument text = Argument.code("code", code.text(moment));
    Argument ring = Argument.decimal("ring", moment.cpl());
    Optional<Program> program = world.programAt(moment.address());
    if (program.isPresent()) {
      for (Assembly.Line line : program.get().assembly().lines()) {
        int index = moment.address() - line.address();
        if (index >= 0 && index < line.length()) {
          return Message.of(
              "who.by-line",
              text,
              step,
              ring,
              Argument.decimal("line", line.line()),
              Argument.code("file", world.fileOf(program.get(), line)));
        }
      }
    }
    return Message.of("who.by-step", text, step, ring);
  }
}

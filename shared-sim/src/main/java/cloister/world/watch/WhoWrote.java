package cloister.world.watch;

import cloister.asm.Assembly;
import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.machine.Board;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Program;
import cloister.world.World;
import cloister.world.sentence.Code;
import cloister.world.timeline.LastWriter.Writer;
import cloister.world.timeline.Moment;
import cloister.world.timeline.Watch;
import cloister.world.view.Words;
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
    Writer writer = world.lastWriter().find(step, List.of(spot.watch())).get(0);
    Board board = world.board();
    String now = spot.digits(spot.watch().read(board), spot.watch().readHigh(board));
    int at = step(writer);
    return Json.object()
        .put("path", spot.path())
        .put("name", words.sentence(spot.name()))
        .put("now", now)
        .put("sentence", words.sentence(sentence(world, spot.watch(), writer)))
        .put("before", before(spot, writer))
        .put("step", writer instanceof Writer.LongAgo || at < 0 ? Json.NULL : Json.of(at))
        .put("further", further(writer, at))
        .build();
  }

  static Spot spot(World world, String path) throws InvalidInput {
    return Spot.of(world, path)
        .orElseThrow(
            () -> new InvalidInput("path", Message.of("error.watch", Argument.code("path", path))));
  }

  private Message sentence(World world, Watch watch, Writer writer) {
    return switch (writer) {
      case Writer.Step(Moment moment, _) -> last(watch, by(world, moment));
      case Writer.ByHand(int step, _) ->
          last(watch, Message.of("who.by-hand", Argument.decimal("step", step)));
      case Writer.Start() -> Message.of("who.start");
      case Writer.LongAgo(int step) -> Message.of("who.long-ago", Argument.decimal("step", step));
    };
  }

  private static Message last(Watch watch, Message by) {
    Argument who = Argument.text("who", by);
    return switch (watch) {
      case Watch.Bytes _ -> Message.of("who.written", who);
      case Watch.Port _ -> Message.of("who.used", who);
      case Watch.Cpl _, Watch.Iopl _, Watch.Dpl _, Watch.At _, Watch.Segment _, Watch.Control _ ->
          Message.of("who.changed", who);
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
              Argument.code("file", program.get().file().name()));
        }
      }
    }
    return Message.of("who.by-step", text, step, ring);
  }

  private static Json before(Spot spot, Writer writer) {
    int[] before =
        switch (writer) {
          case Writer.Step(_, int[] old) -> old;
          case Writer.ByHand(_, int[] old) -> old;
          case Writer.Start _, Writer.LongAgo _ -> new int[0];
        };
    return before.length == 0 ? Json.NULL : Json.of(spot.digits(before[0], before[1]));
  }

  private static int step(Writer writer) {
    return switch (writer) {
      case Writer.Step(Moment moment, _) -> moment.step();
      case Writer.ByHand(int step, _) -> step;
      case Writer.LongAgo(int step) -> step;
      case Writer.Start() -> -1;
    };
  }

  /** From where to look for whoever wrote it before. */
  private static Json further(Writer writer, int step) {
    int from = writer instanceof Writer.LongAgo ? step : step - 1;
    return from < 0 ? Json.NULL : Json.of(from);
  }
}

package cloister.world;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;

/** What a person can do to a world. Commands in session order are the {@link Log}. */
public sealed interface Command {
  Json toJson();

  /**
   * Replaces a file's text, assembles it and starts again at step 0. In the place of a file {@link
   * Scenario#TECHNIQUE} names how guests run from now on.
   */
  record Load(String file, String text) implements Command {
    @Override
    public Json toJson() {
      return Json.object().put("do", "load").put("file", file).put("text", text).build();
    }
  }

  /** Goes on for some steps. */
  record Run(int steps) implements Command {
    @Override
    public Json toJson() {
      return Json.object().put("do", "run").put("steps", steps).build();
    }
  }

  /** Goes to a step of the timeline, back or forward. */
  record Seek(int step) implements Command {
    @Override
    public Json toJson() {
      return Json.object().put("do", "seek").put("step", step).build();
    }
  }

  /** Changes a register or a piece of memory by hand; what came after is cut off. */
  record Poke(String path, int value) implements Command {
    @Override
    public Json toJson() {
      return Json.object().put("do", "poke").put("path", path).putUnsigned("value", value).build();
    }
  }

  /**
   * Types at a terminal; what came after is cut off.
   *
   * @param terminal its number, from 0
   */
  record Type(int terminal, String text) implements Command {
    @Override
    public Json toJson() {
      return Json.object().put("do", "type").put("terminal", terminal).put("text", text).build();
    }
  }

  /**
   * Changes the size of a terminal; what came after is cut off.
   *
   * @param terminal its number, from 0
   */
  record Resize(int terminal, int columns, int rows) implements Command {
    @Override
    public Json toJson() {
      return Json.object()
          .put("do", "resize")
          .put("terminal", terminal)
          .put("columns", columns)
          .put("rows", rows)
          .build();
    }
  }

  /**
   * Answers a task's question.
   *
   * @param value text, number or list of texts
   */
  record Answer(String task, Json value) implements Command {
    @Override
    public Json toJson() {
      return Json.object().put("do", "answer").put("task", task).put("value", value).build();
    }
  }

  /** Asks for a task's next hint. */
  record Hint(String task) implements Command {
    @Override
    public Json toJson() {
      return Json.object().put("do", "hint").put("task", task).build();
    }
  }

  int MAX_STEPS = Scenario.MAX_BUDGET;
  int MAX_ID = 100;
  int MAX_TERMINAL = 63;

  /** Characters typed at once. */
  int MAX_TYPED = 4096;

  int MIN_COLUMNS = 20;
  int MAX_COLUMNS = 200;
  int MIN_ROWS = 5;
  int MAX_ROWS = 80;

  static Command of(Json json, String path) throws InvalidInput {
    Fields fields = Fields.of(json, path);
    Command command = of(fields);
    fields.end();
    return command;
  }

  private static Command of(Fields fields) throws InvalidInput {
    String what = fields.text("do", MAX_ID);
    return switch (what) {
      case "load" ->
          new Load(
              fields.text("file", SourceFile.MAX_NAME), fields.text("text", SourceFile.MAX_TEXT));
      case "run" -> new Run(fields.number("steps", 0, MAX_STEPS));
      case "seek" -> new Seek(fields.number("step", 0, MAX_STEPS));
      case "poke" -> new Poke(fields.text("path", MAX_ID), fields.word("value"));
      case "type" ->
          new Type(fields.number("terminal", 0, MAX_TERMINAL), fields.text("text", MAX_TYPED));
      case "resize" ->
          new Resize(
              fields.number("terminal", 0, MAX_TERMINAL),
              fields.number("columns", MIN_COLUMNS, MAX_COLUMNS),
              fields.number("rows", MIN_ROWS, MAX_ROWS));
      case "answer" -> new Answer(fields.text("task", MAX_ID), answer(fields));
      case "hint" -> new Hint(fields.text("task", MAX_ID));
      default ->
          throw new InvalidInput(
              fields.path("do"), Message.of("error.command", Argument.code("command", what)));
    };
  }

  private static Json answer(Fields fields) throws InvalidInput {
    Json value = fields.any("value");
    String path = fields.path("value");
    return switch (value) {
      case Json.Str _ -> Json.of(Fields.text(value, path, 1000));
      case Json.Num _ -> Json.unsigned(Fields.word(value, path));
      case Json.Arr _ -> Json.strings(Fields.texts(value, path, 100, 1000));
      case Json.Bool _, Json.Nul _, Json.Obj _ ->
          throw new InvalidInput(path, Message.of("error.field.answer"));
    };
  }
}

package cloister.world;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario and log in the text form of {@code .scn} files.
 *
 * @param model empty when the text is a log alone
 * @param technique how guests run, where it is not the usual way
 * @param files names of the scenario's files; their texts lie beside the script
 * @param fails the task that a wrong solution says it fails at
 */
public record Script(
    Optional<String> model,
    Optional<String> technique,
    int memory,
    int seed,
    int budget,
    List<FileName> files,
    List<Entry> entries,
    Optional<String> fails) {

  /** Nothing begins, and nothing is done. */
  public static final Script EMPTY =
      new Script(
          Optional.empty(),
          Optional.empty(),
          Scenario.DEFAULT_MEMORY,
          0,
          Scenario.DEFAULT_BUDGET,
          List.of(),
          List.of(),
          Optional.empty());

  public Script {
    files = List.copyOf(files);
    entries = List.copyOf(entries);
  }

  /** A file that the scenario has. */
  public record FileName(String name, boolean editable) {}

  /** A line of the log. */
  public sealed interface Entry {
    /** A command as it is logged. */
    record Do(Command command) implements Entry {}

    /** Runs until an event of this name has happened. */
    record UntilEvent(String name) implements Entry {}

    /** Runs until the machine stops or the budget is spent. */
    record UntilEnd() implements Entry {}
  }

  /**
   * The scenario that the script begins with.
   *
   * @param texts the texts of the files by name
   */
  public Scenario scenario(Map<String, String> texts) throws InvalidInput {
    if (model.isEmpty()) {
      throw new InvalidInput("model", Message.of("error.script.start"));
    }
    List<Json> sources = new ArrayList<>();
    for (FileName file : files) {
      String text = texts.get(file.name());
      if (text == null) {
        throw new InvalidInput(
            "file", Message.of("error.script.file", Argument.code("file", file.name())));
      }
      sources.add(new SourceFile(file.name(), text, file.editable()).toJson());
    }
    Json.Members members =
        Json.object()
            .put("format", Scenario.FORMAT)
            .put("model", model.get())
            .put("memory", memory)
            .put("seed", seed)
            .put("files", sources)
            .put("budget", budget);
    technique.ifPresent(name -> members.put("technique", name));
    return Scenario.of(members.build(), "");
  }

  /** The log's commands in text form, one a line; {@link ScriptReader} reads them back. */
  public static String write(List<Command> commands) {
    StringBuilder out = new StringBuilder();
    for (Command command : commands) {
      write(command, out);
    }
    return out.toString();
  }

  private static void write(Command command, StringBuilder out) {
    switch (command) {
      case Command.Load load -> {
        String end = "END";
        while (load.text().contains(end)) {
          end += "_";
        }
        out.append("load ").append(load.file()).append(" <<").append(end).append('\n');
        out.append(load.text());
        out.append(load.text().endsWith("\n") ? "" : "\n").append(end);
      }
      case Command.Run run -> out.append("run ").append(run.steps());
      case Command.Seek seek -> out.append("seek ").append(seek.step());
      case Command.Poke poke ->
          out.append("poke ").append(poke.path()).append(' ').append(unsigned(poke.value()));
      case Command.Type(int terminal, String text) ->
          out.append("type ").append(terminal).append(' ').append(Json.of(text).write());
      case Command.Resize(int terminal, int columns, int rows) ->
          out.append("resize ")
              .append(terminal)
              .append(' ')
              .append(columns)
              .append(' ')
              .append(rows);
      case Command.Answer answer ->
          out.append("answer ").append(answer.task()).append(' ').append(answer.value().write());
      case Command.Hint hint -> out.append("hint ").append(hint.task());
    }
    out.append('\n');
  }

  private static String unsigned(int value) {
    return Json.unsigned(value).write();
  }
}

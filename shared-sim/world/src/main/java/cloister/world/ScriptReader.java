package cloister.world;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.input.Numbers;
import cloister.input.Texts;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code .scn} text; errors name the line. */
public final class ScriptReader {
  private static final String FAILS = "fails:";

  private final List<String> lines;
  private final List<Script.FileName> files = new ArrayList<>();
  private final List<Script.Entry> entries = new ArrayList<>();
  private Optional<String> model = Optional.empty();
  private Optional<String> fails = Optional.empty();
  private Optional<String> technique = Optional.empty();
  private int memory = Scenario.DEFAULT_MEMORY;
  private int seed;
  private int budget = Scenario.DEFAULT_BUDGET;
  private int at;

  private ScriptReader(String text) {
    lines = lines(text);
  }

  public static Script read(String text) throws InvalidInput {
    return new ScriptReader(text).script();
  }

  private Script script() throws InvalidInput {
    while (at < lines.size()) {
      String line = lines.get(at).strip();
      if (line.startsWith("#")) {
        comment(line.substring(1).strip());
      } else if (!line.isEmpty()) {
        statement(words(line));
      }
      at++;
    }
    return new Script(model, technique, memory, seed, budget, files, entries, fails);
  }

  private void comment(String text) {
    if (text.startsWith(FAILS) && fails.isEmpty()) {
      fails = Optional.of(text.substring(FAILS.length()).strip());
    }
  }

  private void statement(List<String> words) throws InvalidInput {
    switch (words.get(0)) {
      case "model" -> model = Optional.of(word(words, 1, 2));
      case "technique" -> technique = Optional.of(word(words, 1, 2));
      case "memory" -> memory = number(word(words, 1, 2));
      case "seed" -> seed = number(word(words, 1, 2));
      case "budget" -> budget = number(word(words, 1, 2));
      case "file" -> file(words);
      case "load" -> entries.add(new Script.Entry.Do(load(words)));
      case "run" -> entries.add(run(words));
      case "seek" -> entries.add(new Script.Entry.Do(new Command.Seek(number(word(words, 1, 2)))));
      case "poke" ->
          entries.add(
              new Script.Entry.Do(new Command.Poke(word(words, 1, 3), number(word(words, 2, 3)))));
      case "type" -> entries.add(new Script.Entry.Do(type(words)));
      case "resize" -> entries.add(new Script.Entry.Do(resize(words)));
      case "answer" -> entries.add(new Script.Entry.Do(answer(words)));
      case "hint" -> entries.add(new Script.Entry.Do(new Command.Hint(word(words, 1, 2))));
      default -> throw error(Message.of("error.command", Argument.code("command", words.get(0))));
    }
  }

  private void file(List<String> words) throws InvalidInput {
    boolean readOnly = words.size() == 3 && words.get(2).equals("read-only");
    files.add(new Script.FileName(word(words, 1, readOnly ? 3 : 2), !readOnly));
  }

  private Script.Entry run(List<String> words) throws InvalidInput {
    if (words.size() == 3 && words.get(1).equals("until")) {
      String what = words.get(2);
      return what.equals("end") ? new Script.Entry.UntilEnd() : new Script.Entry.UntilEvent(what);
    }
    return new Script.Entry.Do(new Command.Run(number(word(words, 1, 2))));
  }

  private Command load(List<String> words) throws InvalidInput {
    String file = word(words, 1, 3);
    String mark = word(words, 2, 3);
    if (!mark.startsWith("<<") || mark.length() == 2) {
      throw error(Message.of("error.script.load"));
    }
    String end = mark.substring(2);
    StringBuilder text = new StringBuilder();
    for (at++; at < lines.size(); at++) {
      if (lines.get(at).strip().equals(end)) {
        return new Command.Load(file, text.toString());
      }
      text.append(lines.get(at)).append('\n');
    }
    throw error(Message.of("error.script.end", Argument.code("end", end)));
  }

  /** {@code type "ls\\n"}, or with the number of a terminal in front. */
  private Command type(List<String> words) throws InvalidInput {
    String rest = lines.get(at).strip().substring("type".length()).strip();
    boolean first = rest.startsWith("\"");
    int terminal = first || words.size() < 2 ? 0 : number(words.get(1));
    String quoted = first ? rest : rest.substring(rest.indexOf(' ') + 1).strip();
    if (quoted.startsWith("\"") && Texts.json(quoted, 10_000) instanceof Json.Str(String text)) {
      return new Command.Type(terminal, text);
    }
    throw error(Message.of("error.script.type"));
  }

  /** Checked as in a log. */
  private Command resize(List<String> words) throws InvalidInput {
    Command.Resize read =
        new Command.Resize(
            number(word(words, 1, 4)), number(word(words, 2, 4)), number(word(words, 3, 4)));
    try {
      return Command.of(read.toJson(), "");
    } catch (InvalidInput refused) {
      throw error(refused.reason());
    }
  }

  /** The value is JSON, or a bare word, or several words in square brackets. */
  private Command answer(List<String> words) throws InvalidInput {
    if (words.size() < 3) {
      throw error(Message.of("error.script.words"));
    }
    String line = lines.get(at).strip();
    String rest = line.substring(words.get(0).length()).strip();
    String value = rest.substring(words.get(1).length()).strip();
    return new Command.Answer(words.get(1), answerValue(value));
  }

  private Json answerValue(String value) throws InvalidInput {
    char first = value.charAt(0);
    OptionalInt number = Numbers.parse(value);
    if (number.isPresent()) {
      return Json.unsigned(number.getAsInt());
    }
    if (first == '"' || value.startsWith("[\"")) {
      return Texts.json(value, 10_000);
    }
    if (first == '[' && value.endsWith("]")) {
      String inner = value.substring(1, value.length() - 1).replace(',', ' ').strip();
      return Json.strings(inner.isEmpty() ? List.of() : words(inner));
    }
    return Json.of(value);
  }

  private String word(List<String> words, int index, int count) throws InvalidInput {
    if (words.size() != count) {
      throw error(Message.of("error.script.words"));
    }
    return words.get(index);
  }

  private int number(String text) throws InvalidInput {
    OptionalInt value = Numbers.parse(text);
    if (value.isEmpty()) {
      throw error(Message.of("error.script.number", Argument.code("text", text)));
    }
    return value.getAsInt();
  }

  private InvalidInput error(Message reason) {
    return new InvalidInput("line " + (Math.min(at, lines.size() - 1) + 1), reason);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean space = i == line.length() || line.charAt(i) == ' ' || line.charAt(i) == '\t';
      if (space && start >= 0) {
        words.add(line.substring(start, i));
        start = -1;
      } else if (!space && start < 0) {
        start = i;
      }
    }
    return words;
  }

  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        boolean carriage = i > start && text.charAt(i - 1) == '\r';
        lines.add(text.substring(start, carriage ? i - 1 : i));
        start = i + 1;
      }
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }
}

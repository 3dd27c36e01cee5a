package cloister.world;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands of a session in order. Adjacent runs become one, of adjacent seeks and of adjacent
 * sizes of a terminal the last counts, unless something was noticed in between ({@link #close}).
 */
public final class Log {
  public static final int MAX_ENTRIES = 10_000;

  private final List<Command> commands = new ArrayList<>();
  private boolean closed;

  /** Reads a list of commands, at most {@link #MAX_ENTRIES}. */
  public static List<Command> parse(Json json, String path) throws InvalidInput {
    List<Command> commands = new ArrayList<>();
    List<Json> items = Fields.items(json, path, MAX_ENTRIES);
    for (int i = 0; i < items.size(); i++) {
      commands.add(Command.of(items.get(i), path + "[" + i + "]"));
    }
    return commands;
  }

  public static Json toJson(List<Command> commands) {
    List<Json> items = new ArrayList<>();
    for (Command command : commands) {
      items.add(command.toJson());
    }
    return Json.array(items);
  }

  public void add(Command command) {
    if (command instanceof Command.Run run && run.steps() == 0) {
      return;
    }
    Command last = commands.isEmpty() || closed ? null : commands.get(commands.size() - 1);
    closed = false;
    if (last instanceof Command.Run(int before)
        && command instanceof Command.Run(int more)
        && before <= Command.MAX_STEPS - more) {
      replaceLast(new Command.Run(before + more));
    } else if (last instanceof Command.Seek && command instanceof Command.Seek) {
      replaceLast(command);
    } else if (last instanceof Command.Resize(int terminal, int _, int _)
        && command instanceof Command.Resize other
        && other.terminal() == terminal) {
      replaceLast(command);
    } else {
      commands.add(command);
    }
  }

  /** The last command stays as it is: a task's state depends on it. */
  public void close() {
    closed = true;
  }

  public int size() {
    return commands.size();
  }

  public List<Command> commands() {
    return List.copyOf(commands);
  }

  public void clear() {
    commands.clear();
    closed = false;
  }

  private void replaceLast(Command command) {
    commands.set(commands.size() - 1, command);
  }
}

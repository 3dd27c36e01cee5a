package cloister.world.run;

import cloister.input.InvalidInput;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.world.Command;
import cloister.world.share.Recording;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A log that was recorded earlier, replayed as far as it leads to the same states as then.
 *
 * @param warning says that something is not as it was; the replay then ends at the last state that
 *     is known to be equal, or, where none was recorded on the way, at the log's end
 */
public record Reopened(Replay replay, Optional<Message> warning) {

  /**
   * Replays.
   *
   * @param fresh makes a replay that has not begun
   * @throws InvalidInput when an entry is refused although nothing has changed since
   */
  public static Reopened of(Supplier<Replay> fresh, List<Command> log, Recording recording)
      throws InvalidInput {
    Replay replay = fresh.get();
    Optional<Message> warning = recording.otherStart(replay.world().scenario().hash());
    int equal = 0;
    for (int entry = 0; entry < log.size(); entry++) {
      try {
        replay.play(log, entry);
      } catch (InvalidInput e) {
        if (warning.isEmpty()) {
          throw e;
        }
        int end = recording.waypoints().isEmpty() ? entry : equal;
        return cut(fresh, log, end);
      }
      Optional<String> then = recording.digestAt(entry + 1, log.size());
      if (then.isPresent() && !then.get().equals(replay.world().timeline().digest())) {
        return recording.waypoints().isEmpty()
            ? new Reopened(replay, Optional.of(Message.of("warning.end")))
            : cut(fresh, log, equal);
      }
      equal = then.isPresent() ? entry + 1 : equal;
    }
    return new Reopened(replay, warning);
  }

  private static Reopened cut(Supplier<Replay> fresh, List<Command> log, int entries)
      throws InvalidInput {
    return new Reopened(
        fresh.get().play(log.subList(0, entries)),
        Optional.of(
            Message.of(
                "warning.log",
                Argument.decimal("done", entries),
                Argument.decimal("all", log.size()))));
  }
}

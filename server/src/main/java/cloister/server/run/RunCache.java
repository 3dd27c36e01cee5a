package cloister.server.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Outcomes by the content of their request, the least recently used forgotten first. */
final class RunCache {
  private static final int MAX_CHARACTERS = 16 << 20;

  /** A larger outcome would push out many others, and is made again as fast as it is asked for. */
  private static final int MAX_OUTCOME = 64 << 10;

  /**
   * @param size in characters
   */
  private record Kept(Outcome.Done outcome, int size) {}

  private final Map<String, Kept> outcomes = new LinkedHashMap<>(64, 0.75f, true);
  private int characters;

  synchronized Optional<Outcome> get(String key) {
    return Optional.ofNullable(outcomes.get(key)).map(Kept::outcome);
  }

  synchronized void put(String key, Outcome.Done outcome) {
    int size = size(outcome);
    if (size > MAX_OUTCOME) {
      return;
    }
    Kept before = outcomes.put(key, new Kept(outcome, size));
    characters += size - (before == null ? 0 : before.size());
    var oldest = outcomes.values().iterator();
    while (characters > MAX_CHARACTERS && oldest.hasNext()) {
      characters -= oldest.next().size();
      oldest.remove();
    }
  }

  /** Characters of everything that is kept. */
  private static int size(Outcome.Done outcome) {
    int size = outcome.json().length() + outcome.log().map(log -> log.write().length()).orElse(0);
    for (SourceError error : outcome.errors()) {
      size += error.file().length() + error.messageId().length() + error.message().length();
    }
    return size;
  }
}

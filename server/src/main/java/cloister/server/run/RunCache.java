package cloister.server.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Outcomes by the content of their request, the least recently used forgotten first. */
final class RunCache {
  private static final int MAX_CHARACTERS = 16 << 20;

  private final Map<String, Outcome.Done> outcomes = new LinkedHashMap<>(64, 0.75f, true);
  private int characters;

  synchronized Optional<Outcome> get(String key) {
    return Optional.ofNullable(outcomes.get(key));
  }

  synchronized void put(String key, Outcome.Done outcome) {
    Outcome.Done before = outcomes.put(key, outcome);
    characters += outcome.json().length() - (before == null ? 0 : before.json().length());
    var oldest = outcomes.values().iterator();
    while (characters > MAX_CHARACTERS && oldest.hasNext()) {
      characters -= oldest.next().json().length();
      oldest.remove();
    }
  }
}

package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sessions that were recorded on a real machine give the same lines when they are typed to our
 * shell. Where one does not, a file beside it says what ours gives, and why.
 */
class TranscriptTest {
  private static final String MARK = "\u0001";

  /** The folder that the sessions were recorded in. */
  private static final String SETTING =
      "mkdir -p /w/b; printf '#!/bin/sh\\nexec \"$@\"\\n' > /w/b/busybox;"
          + " chmod 755 /w/b/busybox; cd /w\n";

  @ParameterizedTest
  @CsvSource({"bb-01-shell, 37"})
  void recordedSessionsGiveTheSame(String name, int commands) {
    Map<String, List<String>> recorded = read(name + ".txt");
    Map<String, List<String>> ours = read(name + ".differences.txt");
    assertEquals(commands, recorded.size());
    Map<String, List<String>> given = replay(List.copyOf(recorded.keySet()));
    Map<String, List<String>> expected = new LinkedHashMap<>(recorded);
    ours.forEach(
        (command, lines) -> {
          assertTrue(recorded.containsKey(command), command);
          assertTrue(lines.getFirst().startsWith("# "), "no reason for " + command);
          List<String> own = lines.subList(1, lines.size());
          assertNotEquals(recorded.get(command), own, "no difference any more: " + command);
          expected.put(command, own);
        });
    expected.forEach((command, lines) -> assertEquals(lines, given.get(command), command));
  }

  private static Map<String, List<String>> read(String file) {
    byte[] bytes = Host.resource("/cloister/platform/transcripts/" + file);
    Map<String, List<String>> commands = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.ISO_8859_1).lines().toList()) {
      if (line.startsWith("$ ")) {
        lines = new ArrayList<>();
        commands.put(line.substring(2), lines);
      } else {
        lines.add(line);
      }
    }
    return commands;
  }

  private static Map<String, List<String>> replay(List<String> commands) {
    StringBuilder script = new StringBuilder(SETTING);
    for (String command : commands) {
      script.append(command).append("\necho \"[exit $?]").append(MARK).append("\"\n");
    }
    Host host = new Host().input(script.toString()).boot(List.of(), "/bin/sh", "sh").run();
    String[] outputs = host.output().split(MARK + "\n");
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (int i = 0; i < commands.size() && i < outputs.length; i++) {
      given.put(commands.get(i), outputs[i].lines().toList());
    }
    return given;
  }
}

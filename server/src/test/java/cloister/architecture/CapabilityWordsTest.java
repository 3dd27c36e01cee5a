package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.kernel.cred.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The kernel's capabilities are those of its programs, and the page has words for each. */
class CapabilityWordsTest {
  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int capability = 0; capability < Capability.COUNT; capability++) {
      names.add(Capability.name(capability));
    }
    return names;
  }

  @Test
  void thePageSaysWhatEachAllows() {
    String words =
        Sources.read(Sources.ROOT.resolve("web-client/src/main/site/messages/kernel.json"));
    for (String name : names()) {
      assertTrue(words.contains("\"capability." + name + "\": \""), name);
    }
  }

  @Test
  void theProgramsKnowThemByTheSameNumbers() {
    String source =
        Sources.read(
            Sources.ROOT.resolve("shared-sim/userland/src/main/userland/tools/capnames.c"));
    Matcher matcher = Pattern.compile("^    \\{\"(\\w+)\", ", Pattern.MULTILINE).matcher(source);
    List<String> known = new ArrayList<>();
    while (matcher.find()) {
      known.add("CAP_" + matcher.group(1).toUpperCase(Locale.ROOT));
    }
    assertEquals(names(), known);
  }
}

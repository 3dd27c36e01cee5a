package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.OpcodeTable;
import cloister.kernel.syscall.Support;
import cloister.kernel.syscall.SystemCall;
import cloister.kernel.syscall.SystemCalls;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** SUPPORT.md promises the instructions of the opcode table, all and only those. */
class SupportTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void theListIsTheOpcodeTable() {
    assertEquals(inTable(), inDocument());
  }

  private static TreeSet<String> inTable() {
    TreeSet<String> names = new TreeSet<>();
    for (Encoding row : new OpcodeTable().rows()) {
      names.add(family(row, row.names().at16()));
      names.add(family(row, row.names().at32()));
    }
    return names;
  }

  /** {@code setne} is of the family {@code setCC}, {@code hint_nop7} of {@code hint_nopN}. */
  private static String family(Encoding row, String name) {
    if (name.startsWith("hint_nop")) {
      return "hint_nopN";
    }
    if (row.condition() < 0 || name.startsWith("f")) {
      return name;
    }
    return name.startsWith("set") ? "setCC" : name.startsWith("cmov") ? "cmovCC" : "jCC";
  }

  private static TreeSet<String> inDocument() {
    String text = Sources.read(Sources.ROOT.resolve("SUPPORT.md"));
    String section = text.substring(text.indexOf("| group |"), text.indexOf("`CC` stands"));
    TreeSet<String> names = new TreeSet<>();
    Matcher matcher = CODE.matcher(section);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  @Test
  void theSystemCallsAreThoseOfTheKernel() {
    String text = Sources.read(Sources.ROOT.resolve("SUPPORT.md"));
    String section = text.substring(text.indexOf("System calls that are there"));
    int partial = section.indexOf("| system call |");
    int missing = section.indexOf("Known by name");
    int end = section.indexOf("The programs are ours");
    assertEquals(callsWith(Support.FULL), names(section.substring(0, partial)));
    assertEquals(callsWith(Support.MISSING), names(section.substring(missing, end)));
    for (SystemCall call : new SystemCalls().rows()) {
      if (call.support() == Support.PARTIAL) {
        String row = "| `" + call.name() + "` | " + call.note() + " |";
        assertTrue(section.substring(partial, missing).contains(row), row);
      }
    }
  }

  @Test
  void theProgramsAreThoseOfTheUserland() {
    String text = Sources.read(Sources.ROOT.resolve("SUPPORT.md"));
    int from = text.indexOf("in one file with many names");
    String listed = text.substring(from, text.indexOf(", with the options that are used", from));
    Matcher applet =
        Pattern.compile("\\{\"([^\"]+)\", \\w+_main}")
            .matcher(
                Sources.read(
                    Sources.ROOT.resolve("shared-sim/userland/src/main/userland/tools/main.c")));
    TreeSet<String> programs = new TreeSet<>();
    while (applet.find()) {
      programs.add(applet.group(1));
    }
    assertEquals(programs, names(listed));
  }

  @Test
  void dockersCommandsAreThoseOfTheTable() {
    String text = Sources.read(Sources.ROOT.resolve("SUPPORT.md"));
    String main =
        Sources.read(Sources.ROOT.resolve("shared-sim/userland/src/main/userland/docker/main.c"));
    TreeSet<String> there = new TreeSet<>();
    Matcher command = Pattern.compile("\\{\"([a-z]+)\", \\w+_command").matcher(main);
    while (command.find()) {
      there.add(command.group(1));
    }
    int from = text.indexOf("| commands | ");
    TreeSet<String> listed = names(text.substring(from, text.indexOf("also as", from)));
    assertEquals(there, listed);
    from = text.indexOf("| commands of Docker that say");
    int row = text.indexOf(" | ", from);
    String absent =
        main.substring(
            main.indexOf("missing[] = {"), main.indexOf("NULL};\n\nstatic int is_missing"));
    TreeSet<String> missing = new TreeSet<>();
    Matcher word = Pattern.compile("\"([a-z]+)\"").matcher(absent);
    while (word.find()) {
      missing.add(word.group(1));
    }
    assertEquals(missing, names(text.substring(row, text.indexOf("\n", row))));
  }

  @Test
  void composesCommandsAndKeysAreThoseOfTheTables() {
    String text = Sources.read(Sources.ROOT.resolve("SUPPORT.md"));
    String folder = "shared-sim/userland/src/main/userland/docker/";
    String compose = Sources.read(Sources.ROOT.resolve(folder + "compose.c"));
    int from = text.indexOf("the words of Compose");
    int end = text.indexOf(", and in front of them", from);
    assertEquals(found("\\{\"compose ([a-z]+)\"", compose), names(text.substring(from, end)));
    String absent = compose.substring(compose.indexOf("missing[] = {"));
    from = text.indexOf("there are no others, on a terminal neither).", end);
    assertEquals(
        found("\"([a-z]+)\"", absent.substring(0, absent.indexOf("NULL};"))),
        names(text.substring(from, text.indexOf(" say that they are not there", from))));
    String schema = Sources.read(Sources.ROOT.resolve(folder + "schema.c"));
    schema = schema.substring(schema.indexOf("service_keys[] = {"));
    schema = schema.substring(0, schema.indexOf("END};"));
    from = text.indexOf("Of services: ");
    String listed = text.substring(from, text.indexOf("Networks: ", from));
    TreeSet<String> keys = names(listed.replaceAll("\\([^)]*\\)", ""));
    assertEquals(found("\\{\"([a-z_]+)\", \"[^!]", schema), keys);
  }

  private static TreeSet<String> found(String pattern, String text) {
    TreeSet<String> all = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }

  private static TreeSet<String> callsWith(Support support) {
    TreeSet<String> names = new TreeSet<>();
    for (SystemCall call : new SystemCalls().rows()) {
      if (call.support() == support) {
        names.add(call.name());
      }
    }
    return names;
  }

  private static TreeSet<String> names(String text) {
    TreeSet<String> names = new TreeSet<>();
    Matcher matcher = CODE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}

package cloister.cc.driver;

import cloister.cc.link.Strip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The files of a command, and what is said of linking them, in the words of GNU's linker. */
final class LinkerArguments {
  /** How a flag is told of: as it was written. */
  private final String prefix;

  private final List<String> inputs = new ArrayList<>();
  private final Map<String, Language> languages = new TreeMap<>();

  /** Of {@code -x}: what the files that follow hold. */
  private Optional<Language> language = Optional.empty();

  /** A flag whose value is the next word, or empty. */
  private String waiting = "";

  private final List<String> libraryFolders = new ArrayList<>();
  private String output = "";
  private String entry = "";
  private OptionalInt textAddress = OptionalInt.empty();
  private final Map<String, Integer> addresses = new TreeMap<>();
  private String script = "";
  private boolean packed;
  private boolean partial;
  private boolean binary;
  private String mapFile = "";
  private Strip strip = Strip.NOTHING;

  /** True after {@code -b binary}: the files that follow are bytes, whatever they hold. */
  private boolean asBytes;

  private final List<String> raw = new ArrayList<>();

  /**
   * @param prefix what stands before a linker's flag in the command
   */
  LinkerArguments(String prefix) {
    this.prefix = prefix;
  }

  List<String> inputs() {
    return List.copyOf(inputs);
  }

  Map<String, Language> languages() {
    return languages;
  }

  List<String> libraryFolders() {
    return List.copyOf(libraryFolders);
  }

  String output() {
    return output;
  }

  Request.Linking linking() {
    return new Request.Linking(
        entry,
        textAddress,
        addresses,
        script,
        binary,
        packed,
        mapFile,
        strip,
        partial,
        List.copyOf(raw));
  }

  void language(String name) throws WrongUsage {
    language = Language.named(name);
    if (language.isEmpty() && !name.equals("none")) {
      throw WrongUsage.noLanguage(name);
    }
  }

  void input(String file) {
    inputs.add(file);
    language.ifPresent(one -> languages.put(file, one));
    if (asBytes) {
      raw.add(file);
    }
  }

  /** Nothing but objects and archives can be linked, whatever the files are called. */
  void compileNothing() {
    inputs.forEach(file -> languages.put(file, Language.OTHER));
  }

  /** Flags, and files among them; the value of the last flag may come with the next words. */
  void read(List<String> words) throws WrongUsage {
    for (String word : words) {
      if (!waiting.isEmpty()) {
        String flag = waiting;
        waiting = "";
        someValue(flag, word);
      } else if (word.isEmpty()) {
        throw WrongUsage.valueMissing(prefix);
      } else if (!word.startsWith("-")) {
        input(word);
      } else if (takesValue(word)) {
        waiting = word;
      } else {
        word(word);
      }
    }
  }

  /** No more words come. */
  void end() throws WrongUsage {
    if (!waiting.isEmpty()) {
      throw WrongUsage.valueMissing(prefix + waiting);
    }
  }

  private static boolean takesValue(String word) {
    return switch (word) {
      case "-T",
          "--script",
          "-e",
          "--entry",
          "-Ttext",
          "-Tdata",
          "-Tbss",
          "--section-start",
          "-Map",
          "--oformat",
          "-b",
          "--format",
          "-o",
          "--output",
          "-L",
          "--library-path",
          "-l",
          "--library",
          "-m",
          "-z" ->
          true;
      default -> false;
    };
  }

  private void someValue(String flag, String value) throws WrongUsage {
    if (value.isEmpty()) {
      throw WrongUsage.valueMissing(prefix + flag);
    }
    value(flag, value);
  }

  void value(String flag, String value) throws WrongUsage {
    switch (flag) {
      case "-T", "--script" -> script = value;
      case "-e", "--entry" -> entry = value;
      case "-Ttext", "-Tdata", "-Tbss" -> sectionAddress(flag, value);
      case "--section-start" -> sectionStart(value);
      case "-Map" -> mapFile = value;
      case "--oformat" -> format(value);
      case "-b", "--format" -> inputFormat(value);
      case "-o", "--output" -> output = value;
      case "-L", "--library-path" -> libraryFolders.add(value);
      case "-l", "--library" -> inputs.add("-l" + value);
      case "-m" -> machine(value);
      default -> {
        // Pages are as they are.
      }
    }
  }

  private void word(String word) throws WrongUsage {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (equals > 0 && takesValue(name)) {
      someValue(name, word.substring(equals + 1));
    } else if (isJoined(word)) {
      value(word.substring(0, 2), word.substring(2));
    } else if (name.equals("-N") || name.equals("--omagic")) {
      packed = true;
    } else if (name.equals("-r") || name.equals("-i") || name.equals("--relocatable")) {
      partial = true;
    } else if (name.equals("-s") || name.equals("--strip-all")) {
      strip = Strip.SYMBOLS;
    } else if (name.equals("-S") || name.equals("--strip-debug")) {
      strip = strip == Strip.SYMBOLS ? strip : Strip.DEBUGGING;
    } else if (!isHarmless(name)) {
      throw WrongUsage.unknownFlag(prefix + word);
    }
  }

  /** A file or folder right behind its letter; not an address of something that we cannot place. */
  private static boolean isJoined(String word) {
    boolean script = word.startsWith("-T") && !word.contains("-segment");
    return script || word.startsWith("-L") || word.startsWith("-l");
  }

  /** What makes no difference to a static program, and what only makes it smaller. */
  private static boolean isHarmless(String name) {
    return switch (name) {
      case "--gc-sections",
          "--no-gc-sections",
          "--build-id",
          "--no-warn-rwx-segments",
          "--no-warn-execstack",
          "--no-omagic",
          "-n",
          "--nmagic",
          "--start-group",
          "--end-group",
          "-static",
          "-Bstatic",
          "-nostdlib",
          "-no-pie",
          "--no-pie",
          "--no-dynamic-linker",
          "--hash-style",
          "--as-needed",
          "--no-as-needed",
          "--no-undefined",
          "--fatal-warnings",
          "--warn-common",
          "--sort-common",
          "--sort-section",
          "--verbose",
          "--orphan-handling",
          "-x",
          "--discard-all",
          "-X",
          "--discard-locals",
          "-g",
          "-O",
          "-O1",
          "-O2",
          "-melf_i386" ->
          true;
      default -> false;
    };
  }

  static boolean isSectionAddress(String word) {
    for (String flag : List.of("-Ttext", "-Tdata", "-Tbss")) {
      if (word.equals(flag) || word.startsWith(flag + "=")) {
        return true;
      }
    }
    return false;
  }

  void sectionAddress(String flag, String value) throws WrongUsage {
    if (flag.equals("-Ttext")) {
      textAddress = OptionalInt.of(address(flag, value));
    } else {
      addresses.put("." + flag.substring(2), address(flag, value));
    }
  }

  private void sectionStart(String value) throws WrongUsage {
    int equals = value.indexOf('=');
    if (equals < 0) {
      throw WrongUsage.valueMissing("--section-start");
    }
    addresses.put(
        value.substring(0, equals), address("--section-start", value.substring(equals + 1)));
  }

  private void format(String value) throws WrongUsage {
    if (!value.equals("binary") && !value.equals("elf32-i386")) {
      throw WrongUsage.unknownFlag(prefix + "--oformat=" + value);
    }
    binary = value.equals("binary");
  }

  private void inputFormat(String value) throws WrongUsage {
    if (!List.of("binary", "default", "elf32-i386").contains(value)) {
      throw WrongUsage.unknownFlag("-b " + value);
    }
    asBytes = value.equals("binary");
  }

  private void machine(String value) throws WrongUsage {
    if (!value.equals("elf_i386")) {
      throw WrongUsage.unknownFlag(prefix + "-m " + value);
    }
  }

  static int address(String flag, String text) throws WrongUsage {
    String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0 || i >= 8) {
        throw WrongUsage.badNumber(flag, text);
      }
      value = value << 4 | digit;
    }
    if (digits.isEmpty()) {
      throw WrongUsage.badNumber(flag, text);
    }
    return (int) value;
  }
}

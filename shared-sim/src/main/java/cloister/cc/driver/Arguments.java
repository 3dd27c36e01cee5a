package cloister.cc.driver;

import cloister.cc.driver.Request.Stage;
import cloister.cc.dump.Pass;
import cloister.cc.link.Strip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads the words of a command. Flags that change nothing here are taken without a word. */
public final class Arguments {
  private static final String DUMP = "-fdump=";

  private final List<String> words;
  private int at;

  private final List<String> inputs = new ArrayList<>();
  private final List<String> definitions = new ArrayList<>();
  private final List<String> undefined = new ArrayList<>();
  private final List<String> includeFolders = new ArrayList<>();
  private final List<String> systemFolders = new ArrayList<>();
  private final List<String> forced = new ArrayList<>();
  private final List<String> libraryFolders = new ArrayList<>();
  private String output = "";
  private Stage stage = Stage.LINK;
  private boolean standardHeaders = true;
  private boolean standardLibrary = true;
  private boolean startFiles = true;
  private int optimize = 2;
  private Optional<Pass> dump = Optional.empty();
  private boolean debug;
  private boolean omitFramePointer;
  private boolean quiet;
  private boolean warningsAreErrors;
  private String entry = "";
  private OptionalInt textAddress = OptionalInt.empty();
  private final Map<String, Integer> addresses = new TreeMap<>();
  private String script = "";
  private boolean packed;
  private boolean binary;
  private String mapFile = "";
  private Strip strip = Strip.NOTHING;

  private Arguments(List<String> words) {
    this.words = words;
  }

  /** What the words ask for. */
  public static Request read(List<String> words) throws WrongUsage {
    return new Arguments(words).read();
  }

  private Request read() throws WrongUsage {
    while (at < words.size()) {
      String word = words.get(at++);
      if (!word.startsWith("-") || word.equals("-")) {
        inputs.add(word);
      } else if (!exact(word) && !withValue(word)) {
        prefixed(word);
      }
    }
    return request();
  }

  private Request request() throws WrongUsage {
    if (inputs.isEmpty()) {
      throw WrongUsage.noInput();
    }
    long sources = inputs.stream().filter(input -> !input.startsWith("-l")).count();
    boolean several = stage != Stage.LINK || dump.isPresent();
    if (!output.isEmpty() && several && sources > 1) {
      throw WrongUsage.oneOutput(output);
    }
    return new Request(
        List.copyOf(inputs),
        output,
        stage,
        List.copyOf(definitions),
        List.copyOf(undefined),
        List.copyOf(includeFolders),
        List.copyOf(systemFolders),
        List.copyOf(forced),
        List.copyOf(libraryFolders),
        standardHeaders,
        standardLibrary,
        startFiles,
        optimize,
        dump,
        debug,
        omitFramePointer,
        quiet,
        warningsAreErrors,
        new Request.Linking(entry, textAddress, addresses, script, binary, packed, mapFile, strip));
  }

  /** Flags that are one word. */
  private boolean exact(String word) {
    switch (word) {
      case "-E" -> stage = Stage.PREPROCESS;
      case "-S" -> stage = Stage.GENERATE;
      case "-c" -> stage = Stage.ASSEMBLE;
      case "-fsyntax-only" -> stage = Stage.CHECK;
      case "-g",
          "-g1",
          "-g2",
          "-g3",
          "-ggdb",
          "-ggdb3",
          "-gdwarf",
          "-gdwarf-2",
          "-gdwarf-3",
          "-gdwarf-4",
          "-gdwarf-5" ->
          debug = true;
      case "-g0" -> debug = false;
      case "-O0" -> optimize = 0;
      case "-O", "-O1", "-Og", "-Os", "-Oz" -> optimize = 1;
      case "-O2" -> optimize = 2;
      case "-O3", "-Ofast" -> optimize = 3;
      case "-w" -> quiet = true;
      case "-Werror" -> warningsAreErrors = true;
      case "-nostdinc" -> standardHeaders = false;
      case "-nodefaultlibs" -> standardLibrary = false;
      case "-nostartfiles" -> startFiles = false;
      case "-nostdlib" -> {
        standardLibrary = false;
        startFiles = false;
      }
      case "-N" -> packed = true;
      case "-s" -> strip = Strip.SYMBOLS;
      case "-fomit-frame-pointer" -> omitFramePointer = true;
      case "-fno-omit-frame-pointer" -> omitFramePointer = false;
      case "-static",
          "-m32",
          "-pipe",
          "-ansi",
          "-pedantic",
          "-pthread",
          "-no-pie",
          "-nopie",
          "-fno-pie",
          "-fno-pic",
          "-ffreestanding",
          "-fhosted",
          "-rdynamic" -> {
        // What they ask for is so anyway, or makes no difference here.
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Flags whose value is in the next word, or directly behind them. */
  private boolean withValue(String word) throws WrongUsage {
    for (String flag :
        List.of(
            "-o",
            "-D",
            "-U",
            "-I",
            "-L",
            "-l",
            "-T",
            "-e",
            "-isystem",
            "-idirafter",
            "-iquote",
            "-include",
            "-x",
            "-MF",
            "-MT",
            "-MQ",
            "-Xlinker")) {
      boolean together = word.startsWith(flag) && !flag.startsWith("-i") && !flag.startsWith("-M");
      boolean text = flag.equals("-T") && isSectionAddress(word);
      boolean entryWord = flag.equals("-e") && word.startsWith("-en");
      if (word.equals(flag)) {
        value(flag, next(flag));
        return true;
      }
      if (together && !text && !entryWord && flag.length() == 2) {
        value(flag, word.substring(2));
        return true;
      }
    }
    return false;
  }

  private String next(String flag) throws WrongUsage {
    if (at >= words.size()) {
      throw WrongUsage.valueMissing(flag);
    }
    return words.get(at++);
  }

  private void value(String flag, String value) throws WrongUsage {
    switch (flag) {
      case "-o" -> output = value;
      case "-D" -> definitions.add(value);
      case "-U" -> undefined.add(value);
      case "-I", "-iquote" -> includeFolders.add(value);
      case "-isystem", "-idirafter" -> systemFolders.add(value);
      case "-include" -> forced.add(value);
      case "-L" -> libraryFolders.add(value);
      case "-l" -> inputs.add("-l" + value);
      case "-T" -> script = value;
      case "-e" -> entry = value;
      case "-Xlinker" -> linker(List.of(value));
      default -> {
        // A language or a dependency file: what a file is, its name says.
      }
    }
  }

  private void prefixed(String word) throws WrongUsage {
    if (word.startsWith("-Wl,")) {
      linker(commaSeparated(word.substring(4)));
    } else if (isSectionAddress(word)) {
      int equals = word.indexOf('=');
      String flag = equals < 0 ? word : word.substring(0, equals);
      sectionAddress(flag, equals < 0 ? next(word) : word.substring(equals + 1));
    } else if (word.startsWith(DUMP)) {
      dump = Optional.of(pass(word.substring(DUMP.length())));
    } else if (word.startsWith("-std=")) {
      standard(word);
    } else if (word.startsWith("-Werror=") || word.startsWith("-W")) {
      // Which warnings there are is not a matter of flags here.
      return;
    } else if (!isHarmless(word)) {
      throw WrongUsage.unknownFlag(word);
    }
  }

  private static Pass pass(String name) throws WrongUsage {
    Optional<Pass> pass = Pass.named(name);
    if (pass.isEmpty()) {
      throw WrongUsage.noPass(name, String.join(", ", Pass.words()));
    }
    return pass.get();
  }

  private static boolean isSectionAddress(String word) {
    for (String flag : List.of("-Ttext", "-Tdata", "-Tbss")) {
      if (word.equals(flag) || word.startsWith(flag + "=")) {
        return true;
      }
    }
    return false;
  }

  private void sectionAddress(String flag, String value) throws WrongUsage {
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
      throw WrongUsage.unknownFlag("-Wl,--oformat=" + value);
    }
    binary = value.equals("binary");
  }

  private static void standard(String word) throws WrongUsage {
    String name = word.substring(5);
    boolean known = name.startsWith("c") || name.startsWith("gnu") || name.startsWith("iso9899:");
    if (!known || name.contains("++")) {
      throw WrongUsage.unknownFlag(word);
    }
  }

  private static boolean isHarmless(String word) {
    boolean code = word.startsWith("-f") && !word.startsWith("-fsanitize");
    boolean machine = word.startsWith("-m") && !word.equals("-m64") && !word.equals("-m16");
    return code
        || machine
        || word.startsWith("-M")
        || word.startsWith("-B")
        || word.startsWith("--param")
        || word.startsWith("-P");
  }

  private static List<String> commaSeparated(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ',') {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    return parts;
  }

  /** Flags of the linker. */
  private void linker(List<String> flags) throws WrongUsage {
    for (int i = 0; i < flags.size(); i++) {
      String flag = flags.get(i);
      String following = i + 1 < flags.size() ? flags.get(i + 1) : "";
      boolean takes = true;
      switch (flag) {
        case "-T", "--script" -> script = following;
        case "-e", "--entry" -> entry = following;
        case "-Ttext", "-Tdata", "-Tbss" -> sectionAddress(flag, following);
        case "--section-start" -> sectionStart(following);
        case "-Map" -> mapFile = following;
        case "--oformat" -> format(following);
        case "-m", "-z" -> {
          // The machine is known, and pages are as they are.
        }
        default -> {
          takes = false;
          linkerWord(flag);
        }
      }
      i += takes ? 1 : 0;
    }
  }

  private void linkerWord(String flag) throws WrongUsage {
    int equals = flag.indexOf('=');
    String value = equals < 0 ? "" : flag.substring(equals + 1);
    String name = equals < 0 ? flag : flag.substring(0, equals);
    switch (name) {
      case "-Ttext", "-Tdata", "-Tbss" -> sectionAddress(name, value);
      case "--section-start" -> sectionStart(value);
      case "-Map" -> mapFile = value;
      case "--oformat" -> format(value);
      case "--entry" -> entry = value;
      case "--script" -> script = value;
      case "-N", "--omagic" -> packed = true;
      case "-s", "--strip-all" -> strip = Strip.SYMBOLS;
      case "-S", "--strip-debug" -> strip = strip == Strip.SYMBOLS ? strip : Strip.DEBUGGING;
      case "--gc-sections",
          "--build-id",
          "--no-warn-rwx-segments",
          "--no-omagic",
          "-n",
          "--nmagic",
          "--start-group",
          "--end-group",
          "-static",
          "--no-dynamic-linker",
          "--hash-style",
          "--as-needed",
          "-melf_i386" -> {
        // Nothing of it makes a difference to a static program.
      }
      default -> throw WrongUsage.unknownFlag("-Wl," + flag);
    }
  }

  private static int address(String flag, String text) throws WrongUsage {
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

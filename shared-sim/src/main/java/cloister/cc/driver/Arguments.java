package cloister.cc.driver;

import cloister.cc.driver.Request.Stage;
import cloister.cc.dump.Pass;
import cloister.cc.link.Strip;
import cloister.cc.type.Convention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads the words of a command. Flags that change nothing here are taken without a word. */
public final class Arguments {
  private static final String DUMP = "-fdump=";
  private static final List<String> OLD_STANDARDS =
      List.of("c89", "c90", "gnu89", "gnu90", "iso9899:1990", "iso9899:199409");

  private final List<String> words;
  private int at;

  /** How a flag of the linker is told of: as it was written. */
  private String prefix = "-Wl,";

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
  private OptionalInt optimize = OptionalInt.empty();
  private Optional<Pass> dump = Optional.empty();
  private boolean debug;
  private boolean omitFramePointer;
  private Convention convention = Convention.PLAIN;
  private boolean quiet;
  private boolean permissive;
  private boolean warningsAreErrors;
  private String entry = "";
  private OptionalInt textAddress = OptionalInt.empty();
  private final Map<String, Integer> addresses = new TreeMap<>();
  private String script = "";
  private boolean packed;
  private boolean binary;
  private String mapFile = "";
  private Strip strip = Strip.NOTHING;

  /** True after {@code -b binary}: the files that follow are bytes, whatever they hold. */
  private boolean asBytes;

  private final List<String> raw = new ArrayList<>();
  private boolean rules;
  private boolean rulesOnly;
  private boolean systemInRules = true;
  private boolean rulesForHeaders;
  private String rulesFile = "";
  private final List<String> targets = new ArrayList<>();

  private Arguments(List<String> words) {
    this.words = words;
  }

  /** What the words ask for. */
  public static Request read(List<String> words) throws WrongUsage {
    return new Arguments(words).read();
  }

  /** The same of a linker's command, which adds nothing to the files that it names. */
  public static Request readLinker(List<String> words) throws WrongUsage {
    Arguments arguments = new Arguments(List.of());
    arguments.standardLibrary = false;
    arguments.startFiles = false;
    arguments.prefix = "";
    arguments.linker(words);
    return arguments.request();
  }

  private Request read() throws WrongUsage {
    while (at < words.size()) {
      String word = words.get(at++);
      if (!word.startsWith("-") || word.equals("-")) {
        input(word);
      } else if (!exact(word) && !withValue(word)) {
        prefixed(word);
      }
    }
    return request();
  }

  private void input(String file) {
    inputs.add(file);
    if (asBytes) {
      raw.add(file);
    }
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
        optimize.orElse(debug ? 0 : 2),
        dump,
        debug,
        omitFramePointer,
        convention,
        quiet,
        quiet || permissive,
        warningsAreErrors,
        new Request.Rules(
            rules, rulesOnly, systemInRules, rulesForHeaders, rulesFile, List.copyOf(targets)),
        new Request.Linking(
            entry,
            textAddress,
            addresses,
            script,
            binary,
            packed,
            mapFile,
            strip,
            List.copyOf(raw)));
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
      case "-O0" -> optimize = OptionalInt.of(0);
      case "-O", "-O1", "-Og", "-Os", "-Oz" -> optimize = OptionalInt.of(1);
      case "-O2" -> optimize = OptionalInt.of(2);
      case "-O3", "-Ofast" -> optimize = OptionalInt.of(3);
      case "-w" -> quiet = true;
      case "-fpermissive", "-ansi" -> permissive = true;
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
      case "-MD" -> rules = true;
      case "-MMD" -> {
        rules = true;
        systemInRules = false;
      }
      case "-M" -> onlyRules();
      case "-MM" -> {
        onlyRules();
        systemInRules = false;
      }
      case "-MP" -> rulesForHeaders = true;
      case "-MG" -> {
        // A header that is not there yet is an error all the same.
      }
      case "-fomit-frame-pointer" -> omitFramePointer = true;
      case "-fno-omit-frame-pointer" -> omitFramePointer = false;
      case "-mrtd" -> convention = convention.with(Convention.Kind.STDCALL);
      case "-mno-rtd" -> convention = convention.with(Convention.Kind.CDECL);
      case "-static",
          "-m32",
          "-pipe",
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

  private void onlyRules() {
    rules = true;
    rulesOnly = true;
    stage = Stage.PREPROCESS;
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
            "-b",
            "-m",
            "-z",
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
      boolean alone = flag.equals("-m") || flag.equals("-z") || flag.equals("-b");
      boolean entryWord = flag.equals("-e") && word.startsWith("-en");
      if (word.equals(flag)) {
        value(flag, next(flag));
        return true;
      }
      if (together && !alone && !text && !entryWord && flag.length() == 2) {
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
      case "-b" -> inputFormat(value);
      case "-MF" -> rulesFile = value;
      case "-MT" -> targets.add(value);
      case "-MQ" -> targets.add(Dependencies.quoted(value));
      case "-Xlinker" -> linker(List.of(value));
      default -> {
        // A language or a machine: what a file is, its name says.
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
    } else if (word.startsWith("-mregparm=")) {
      registers(word);
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
      throw WrongUsage.unknownFlag(prefix + "--oformat=" + value);
    }
    binary = value.equals("binary");
  }

  private void registers(String word) throws WrongUsage {
    int words = address("-mregparm", word.substring(word.indexOf('=') + 1));
    if (words < 0 || words > Convention.MOST_REGISTERS) {
      throw WrongUsage.unknownFlag(word);
    }
    convention = new Convention(convention.kind(), words, false);
  }

  private void inputFormat(String value) throws WrongUsage {
    if (!List.of("binary", "default", "elf32-i386").contains(value)) {
      throw WrongUsage.unknownFlag("-b " + value);
    }
    asBytes = value.equals("binary");
  }

  private void standard(String word) throws WrongUsage {
    String name = word.substring(5);
    boolean known = name.startsWith("c") || name.startsWith("gnu") || name.startsWith("iso9899:");
    if (!known || name.contains("++")) {
      throw WrongUsage.unknownFlag(word);
    }
    permissive |= OLD_STANDARDS.contains(name);
  }

  private static boolean isHarmless(String word) {
    boolean code = word.startsWith("-f");
    boolean machine = word.startsWith("-m");
    if (isAnotherMachine(word)) {
      return false;
    }
    return code
        || machine
        || word.startsWith("-B")
        || word.startsWith("--param")
        || word.startsWith("-P");
  }

  /** What would make objects that do not fit to ours, or do not do what was asked for. */
  private static boolean isAnotherMachine(String word) {
    int equals = word.indexOf('=');
    return switch (equals < 0 ? word : word.substring(0, equals)) {
      case "-m64",
          "-m16",
          "-mx32",
          "-mms-bitfields",
          "-malign-double",
          "-m128bit-long-double",
          "-mlong-double-64",
          "-mlong-double-128",
          "-fsanitize",
          "-finstrument-functions",
          "-fleading-underscore",
          "-fpack-struct",
          "-freg-struct-return",
          "-fshort-enums",
          "-fshort-wchar",
          "-fsplit-stack",
          "-funsigned-char" ->
          true;
      default -> false;
    };
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

  /** Words of the linker: flags, and files among them. */
  private void linker(List<String> words) throws WrongUsage {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        input(word);
      } else if (takesValue(word)) {
        if (i + 1 == words.size()) {
          throw WrongUsage.valueMissing(prefix + word);
        }
        linkerValue(word, words.get(++i));
      } else {
        linkerWord(word);
      }
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

  private void linkerValue(String flag, String value) throws WrongUsage {
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
      default -> {
        // The machine is known, and pages are as they are.
      }
    }
  }

  private void linkerWord(String word) throws WrongUsage {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (equals > 0 && takesValue(name)) {
      linkerValue(name, word.substring(equals + 1));
    } else if (isJoined(word)) {
      linkerValue(word.substring(0, 2), word.substring(2));
    } else if (name.equals("-N") || name.equals("--omagic")) {
      packed = true;
    } else if (name.equals("-s") || name.equals("--strip-all")) {
      strip = Strip.SYMBOLS;
    } else if (name.equals("-S") || name.equals("--strip-debug")) {
      strip = strip == Strip.SYMBOLS ? strip : Strip.DEBUGGING;
    } else if (!isHarmlessToLinker(name)) {
      throw WrongUsage.unknownFlag(prefix + word);
    }
  }

  /** A file or folder right behind its letter; not an address of something that we cannot place. */
  private static boolean isJoined(String word) {
    boolean script = word.startsWith("-T") && !word.contains("-segment");
    return script || word.startsWith("-L") || word.startsWith("-l");
  }

  /** What makes no difference to a static program, and what only makes it smaller. */
  private static boolean isHarmlessToLinker(String name) {
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
          "--orphan-handling",
          "-s",
          "--strip-all",
          "-S",
          "--strip-debug",
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

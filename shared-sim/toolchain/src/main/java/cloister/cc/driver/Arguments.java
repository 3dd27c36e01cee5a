package cloister.cc.driver;

import cloister.cc.check.Dialect;
import cloister.cc.driver.Request.Stage;
import cloister.cc.dump.Pass;
import cloister.cc.type.Convention;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the words of a command. Flags that change nothing here are taken without a word. */
public final class Arguments {
  private static final String DUMP = "-fdump=";
  private static final List<String> OLD_STANDARDS =
      List.of("c89", "c90", "gnu89", "gnu90", "iso9899:1990", "iso9899:199409");

  private static final List<String> STANDARDS =
      List.of(
          "c99",
          "c9x",
          "gnu99",
          "gnu9x",
          "iso9899:1999",
          "iso9899:199x",
          "c11",
          "c1x",
          "gnu11",
          "gnu1x",
          "iso9899:2011",
          "c17",
          "c18",
          "gnu17",
          "gnu18",
          "iso9899:2017",
          "iso9899:2018",
          "c23",
          "c2x",
          "gnu23",
          "gnu2x",
          "iso9899:2024",
          "c2y",
          "gnu2y");

  private final List<String> words;
  private int at;

  private final List<String> definitions = new ArrayList<>();
  private final List<String> undefined = new ArrayList<>();
  private final List<String> includeFolders = new ArrayList<>();
  private final List<String> systemFolders = new ArrayList<>();
  private final List<String> forced = new ArrayList<>();
  private Stage stage = Stage.LINK;
  private boolean macros;
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
  private boolean old;
  private Optional<Boolean> gnuInline = Optional.empty();
  private boolean unsignedCharacters;
  private boolean warningsAreErrors;
  private boolean rules;
  private boolean rulesOnly;
  private boolean systemInRules = true;
  private boolean rulesForHeaders;
  private String rulesFile = "";
  private final List<String> targets = new ArrayList<>();

  private final LinkerArguments linker;

  private Arguments(List<String> words, String linkerPrefix) {
    this.words = words;
    linker = new LinkerArguments(linkerPrefix);
  }

  /** What the words ask for. */
  public static Request read(List<String> words) throws WrongUsage {
    return new Arguments(words, "-Wl,").read();
  }

  /** The same of a linker's command, which adds nothing to the files that it names. */
  public static Request readLinker(List<String> words) throws WrongUsage {
    Arguments arguments = new Arguments(List.of(), "");
    arguments.standardLibrary = false;
    arguments.startFiles = false;
    arguments.linker.read(words);
    arguments.linker.compileNothing();
    return arguments.request();
  }

  private Request read() throws WrongUsage {
    while (at < words.size()) {
      String word = words.get(at++);
      if (!word.startsWith("-") || word.equals("-")) {
        linker.input(word);
      } else if (!exact(word) && !beside(word) && !withValue(word)) {
        prefixed(word);
      }
    }
    return request();
  }

  private Request request() throws WrongUsage {
    linker.end();
    List<String> inputs = linker.inputs();
    String output = linker.output();
    if (inputs.isEmpty()) {
      throw WrongUsage.noInput();
    }
    if (!rulesFile.isEmpty() && !rules) {
      throw WrongUsage.noRules("-MF");
    }
    long sources = inputs.stream().filter(input -> !input.startsWith("-l")).count();
    boolean several = stage != Stage.LINK || dump.isPresent();
    if (!output.isEmpty() && several && sources > 1) {
      throw WrongUsage.oneOutput(output);
    }
    return new Request(
        inputs,
        linker.languages(),
        output,
        stage == Stage.PREPROCESS && macros && !rulesOnly ? Stage.MACROS : stage,
        List.copyOf(definitions),
        List.copyOf(undefined),
        List.copyOf(includeFolders),
        List.copyOf(systemFolders),
        List.copyOf(forced),
        linker.libraryFolders(),
        standardHeaders,
        standardLibrary,
        startFiles,
        optimize.orElse(debug ? 0 : 2),
        dump,
        debug,
        omitFramePointer,
        new Dialect(convention, gnuInline.orElse(old), unsignedCharacters),
        quiet,
        quiet || permissive || old,
        warningsAreErrors,
        new Request.Rules(
            rules, rulesOnly, systemInRules, rulesForHeaders, rulesFile, List.copyOf(targets)),
        linker.linking());
  }

  /** Flags that are one word. */
  private boolean exact(String word) throws WrongUsage {
    switch (word) {
      case "-E" -> stage = Stage.PREPROCESS;
      case "-dM" -> macros = true;
      case "-S" -> stage = Stage.GENERATE;
      case "-c" -> stage = Stage.ASSEMBLE;
      case "-fsyntax-only" -> stage = Stage.CHECK;
      case "-O0" -> optimize = OptionalInt.of(0);
      case "-O", "-O1", "-Og", "-Os", "-Oz" -> optimize = OptionalInt.of(1);
      case "-O2" -> optimize = OptionalInt.of(2);
      case "-O3", "-Ofast" -> optimize = OptionalInt.of(3);
      case "-w" -> quiet = true;
      case "-fpermissive" -> permissive = true;
      case "-ansi" -> old = true;
      case "-fgnu89-inline" -> gnuInline = Optional.of(true);
      case "-fno-gnu89-inline" -> gnuInline = Optional.of(false);
      case "-Werror" -> warningsAreErrors = true;
      case "-nostdinc" -> standardHeaders = false;
      case "-nodefaultlibs" -> standardLibrary = false;
      case "-nostartfiles" -> startFiles = false;
      case "-nostdlib" -> {
        standardLibrary = false;
        startFiles = false;
      }
      case "-N", "-r", "-s" -> linker.read(List.of(word));
      case "-fomit-frame-pointer" -> omitFramePointer = true;
      case "-fno-omit-frame-pointer" -> omitFramePointer = false;
      case "-mrtd" -> convention = convention.with(Convention.Kind.STDCALL);
      case "-mno-rtd" -> convention = convention.with(Convention.Kind.CDECL);
      case "-funsigned-char", "-fno-signed-char" -> unsignedCharacters = true;
      case "-fsigned-char", "-fno-unsigned-char" -> unsignedCharacters = false;
      case "-static",
          "-static-libgcc",
          "-m32",
          "-pipe",
          "-pedantic",
          "-pedantic-errors",
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

  /** Flags of one word that ask for debugging, or for rules for make. */
  private boolean beside(String word) {
    switch (word) {
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
      case "-MD", "-MMD", "-M", "-MM" -> {
        rules = true;
        systemInRules &= !word.startsWith("-MM");
        if (!word.endsWith("D")) {
          rulesOnly = true;
          stage = Stage.PREPROCESS;
        }
      }
      case "-MP" -> rulesForHeaders = true;
      case "-MG" -> {
        // A header that is not there yet is an error all the same.
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
      boolean together = word.startsWith(flag) && !flag.startsWith("-i");
      boolean text = flag.equals("-T") && LinkerArguments.isSectionAddress(word);
      boolean alone = flag.equals("-m") || flag.equals("-z") || flag.equals("-b");
      boolean entryWord = flag.equals("-e") && word.startsWith("-en");
      if (word.equals(flag)) {
        value(flag, next(flag));
        return true;
      }
      if (together && !alone && !text && !entryWord && isShort(flag)) {
        value(flag, word.substring(flag.length()));
        return true;
      }
    }
    return false;
  }

  private static boolean isShort(String flag) {
    return flag.length() == 2 || flag.startsWith("-M");
  }

  private String next(String flag) throws WrongUsage {
    if (at >= words.size()) {
      throw WrongUsage.valueMissing(flag);
    }
    return words.get(at++);
  }

  private void value(String flag, String value) throws WrongUsage {
    switch (flag) {
      case "-D" -> definitions.add(value);
      case "-U" -> undefined.add(value);
      case "-I", "-iquote" -> includeFolders.add(value);
      case "-isystem", "-idirafter" -> systemFolders.add(value);
      case "-include" -> forced.add(value);
      case "-o", "-L", "-l", "-T", "-e", "-b", "-m" -> linker.value(flag, value);
      case "-MF" -> rulesFile = value;
      case "-MT" -> targets.add(value);
      case "-MQ" -> targets.add(Dependencies.quoted(value));
      case "-Xlinker" -> linker.read(List.of(value));
      case "-x" -> linker.language(value);
      default -> {
        // Pages are as they are.
      }
    }
  }

  private void prefixed(String word) throws WrongUsage {
    if (word.startsWith("-Wl,")) {
      linker.read(commaSeparated(word.substring(4)));
    } else if (word.startsWith("-Wp,")) {
      preprocessor(commaSeparated(word.substring(4)));
    } else if (LinkerArguments.isSectionAddress(word)) {
      int equals = word.indexOf('=');
      String flag = equals < 0 ? word : word.substring(0, equals);
      linker.sectionAddress(flag, equals < 0 ? next(word) : word.substring(equals + 1));
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

  /** Words of the preprocessor, where a rule's file is right behind the flag that asks for it. */
  private void preprocessor(List<String> words) throws WrongUsage {
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      boolean known = beside(word);
      if (word.equals("-MD") || word.equals("-MMD")) {
        if (!rest.hasNext()) {
          throw WrongUsage.valueMissing("-Wp," + word);
        }
        rulesFile = rest.next();
      } else if (!known && takesDefinition(word)) {
        value(word.substring(0, 2), word.substring(2));
      } else if (!known) {
        throw WrongUsage.unknownFlag("-Wp," + word);
      }
    }
  }

  private static boolean takesDefinition(String word) {
    String flag = word.substring(0, Math.min(2, word.length()));
    return word.length() > 2 && List.of("-D", "-U", "-I").contains(flag);
  }

  private static Pass pass(String name) throws WrongUsage {
    Optional<Pass> pass = Pass.named(name);
    if (pass.isEmpty()) {
      throw WrongUsage.noPass(name, String.join(", ", Pass.words()));
    }
    return pass.get();
  }

  private void registers(String word) throws WrongUsage {
    int words = LinkerArguments.address("-mregparm", word.substring(word.indexOf('=') + 1));
    if (words < 0 || words > Convention.MOST_REGISTERS) {
      throw WrongUsage.unknownFlag(word);
    }
    convention = new Convention(convention.kind(), words, false);
  }

  private void standard(String word) throws WrongUsage {
    String name = word.substring(5);
    if (!OLD_STANDARDS.contains(name) && !STANDARDS.contains(name)) {
      throw WrongUsage.unknownFlag(word);
    }
    old = OLD_STANDARDS.contains(name);
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
          "-funsigned-bitfields",
          "-fno-signed-bitfields",
          "-fcommon",
          "-ftrapv",
          "-fsingle-precision-constant",
          "-fshort-double",
          "-msoft-float",
          "-miamcu" ->
          true;
      case "-fexec-charset" -> !isUtf8(word.substring(equals + 1));
      case "-mabi" -> !word.endsWith("=sysv");
      default -> false;
    };
  }

  private static boolean isUtf8(String charset) {
    return charset.equalsIgnoreCase("utf-8") || charset.equalsIgnoreCase("utf8");
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
}

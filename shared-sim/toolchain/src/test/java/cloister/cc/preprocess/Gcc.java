package cloister.cc.preprocess;

import cloister.Oracle;
import cloister.cc.lex.Lexer;
import cloister.cc.lex.Names;
import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GCC's preprocessor, when it is installed, with our predefined macros in place of its own. */
final class Gcc {
  /** Macros that only GCC has an answer for. */
  private static final List<String> NOT_OURS =
      List.of("__has_attribute", "__has_builtin", "__has_c_attribute", "__has_cpp_attribute");

  private final Path folder;
  private final Path predefined;

  private Gcc(Path folder) throws IOException {
    this.folder = folder;
    predefined = folder.resolve("predefined.h");
    StringBuilder text = new StringBuilder(Predefined.TEXT.replace("#define __STDC__ 1\n", ""));
    NOT_OURS.forEach(name -> text.append("#undef ").append(name).append('\n'));
    Files.writeString(predefined, text);
  }

  static Gcc in(Path folder) throws IOException {
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
    return new Gcc(folder);
  }

  /** The folders where GCC looks for system headers of the i386. */
  List<String> systemFolders() throws IOException, InterruptedException {
    Path empty = Files.writeString(folder.resolve("empty.c"), "");
    List<String> folders = new ArrayList<>();
    boolean inside = false;
    for (String line : run("gcc", "-m32", "-E", "-v", empty.toString()).lines().toList()) {
      if (inside && line.startsWith(" ")) {
        folders.add(line.strip());
      }
      inside = line.startsWith("#include <...>") || inside && line.startsWith(" ");
    }
    return folders;
  }

  /**
   * What GCC makes of a file.
   *
   * @param good false when it has errors; the tokens are then what it goes on with
   */
  record Result(boolean good, List<String> tokens) {}

  Result preprocess(Path file) throws IOException, InterruptedException {
    Path output = folder.resolve("gcc-output.i");
    List<String> command =
        List.of(
            "gcc",
            "-m32",
            "-std=gnu11",
            "-undef",
            "-E",
            "-P",
            "-w",
            "-imacros",
            predefined.toString(),
            file.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    Process process = builder.redirectError(folder.resolve("gcc-log").toFile()).start();
    boolean good = process.waitFor() == 0;
    return new Result(good, tokens(Files.readString(output)));
  }

  private String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String log = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return log;
  }

  private static List<String> tokens(String text) {
    StringBuilder code = new StringBuilder();
    text.lines()
        .filter(line -> !line.startsWith("#pragma"))
        .forEach(line -> code.append(line).append('\n'));
    Lexer lexer = new Lexer("gcc.i", code.toString(), new Names(), new Diagnostics());
    List<String> tokens = new ArrayList<>();
    for (Token token = lexer.next(); !token.isEnd(); token = lexer.next()) {
      tokens.add(token.meaning());
    }
    return tokens;
  }

  /** What our preprocessor makes of the same file. */
  static List<String> ours(Path file, List<String> systemFolders, Diagnostics diagnostics) {
    Options options = Options.none();
    for (String folder : systemFolders) {
      options = options.includeSystem(folder);
    }
    for (String name : NOT_OURS) {
      options = options.undefine(name);
    }
    // What glibc's stdc-predef.h says, which GCC includes by itself.
    options = options.define("__STDC_IEC_559__=1").define("__STDC_IEC_559_COMPLEX__=1");
    options = options.define("__STDC_IEC_60559_BFP__=201404L");
    options = options.define("__STDC_IEC_60559_COMPLEX__=201404L");
    options = options.define("__STDC_ISO_10646__=201706L");
    Preprocessor preprocessor = new Preprocessor(options, Gcc::read, diagnostics);
    return withoutPragmas(preprocessor.preprocess(file.toString()));
  }

  private static Optional<String> read(String name) {
    Path path = Path.of(name);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(path));
    } catch (IOException notUtf8) {
      return Optional.empty();
    }
  }

  private static List<String> withoutPragmas(List<Token> tokens) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < tokens.size() - 1; i++) {
      if (tokens.get(i).is("__pragma_pack")) {
        while (!tokens.get(i).is(")")) {
          i++;
        }
      } else {
        texts.add(tokens.get(i).text());
      }
    }
    return texts;
  }
}

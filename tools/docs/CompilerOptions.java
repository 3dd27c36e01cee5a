import cloister.cc.dump.Pass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of cc and ld, from the cases of the methods that read them. */
final class CompilerOptions {
  private static final String DRIVER = "shared-sim/toolchain/src/main/java/cloister/cc/driver/";
  private static final Pattern OPTION = Pattern.compile("\"(--?\\w[^\"\\s]*)\"");

  private final String compiler;
  private final String linker;
  private final String answers;

  CompilerOptions(Path root) throws IOException {
    compiler = Files.readString(root.resolve(DRIVER + "Arguments.java"));
    linker = Files.readString(root.resolve(DRIVER + "LinkerArguments.java"));
    answers = Files.readString(root.resolve(DRIVER + "Answers.java"));
  }

  Page page() {
    Page page =
        new Page(
            "Options of the compiler and the linker",
            "What cc and ld know, from the methods that read their words"
                + " (cloister.cc.driver.Arguments and LinkerArguments). Another option of cc that"
                + " begins with -f, -m, -W, -B, -P or --param is taken and changes nothing; all"
                + " others are errors.");
    int nothing = compiler.indexOf("case \"-static\"");
    String without = compiler.substring(nothing, compiler.indexOf("default", nothing));
    String exact = method(compiler, "boolean exact(").replace(without, "");
    section(page, "cc: options of one word", exact);
    String values = method(compiler, "boolean withValue(");
    section(page, "cc: options with a value", values.substring(0, values.indexOf("))")));
    section(page, "cc: debugging, and rules for make", method(compiler, "boolean beside("));
    section(page, "cc: options that are longer", method(compiler, "void prefixed("));
    page.paragraph(
        "-fdump= shows what a pass makes of a source: " + String.join(", ", Pass.words()));
    section(page, "cc: questions of scripts", answers);
    section(page, "cc: taken, and changes nothing", without);
    section(
        page,
        "cc: refused, because the program would be another",
        method(compiler, "boolean isAnotherMachine("));
    page.paragraph(
        "-fexec-charset is refused unless it says UTF-8, and -mabi unless it says sysv.");
    section(
        page, "ld, and cc after -Wl: options with a value", method(linker, "boolean takesValue("));
    section(page, "ld, and cc after -Wl: options of one word", method(linker, "void word("));
    section(
        page,
        "ld, and cc after -Wl: taken, and changes nothing",
        method(linker, "boolean isHarmless("));
    page.heading("Standards of -std");
    TreeSet<String> standards = new TreeSet<>();
    Matcher name =
        Pattern.compile("\"([a-z0-9:]+)\"")
            .matcher(
                compiler.substring(
                    compiler.indexOf("OLD_STANDARDS ="),
                    compiler.indexOf("private final List<String> words;")));
    while (name.find()) {
      standards.add(name.group(1));
    }
    page.list(List.copyOf(standards));
    return page;
  }

  private static void section(Page page, String heading, String code) {
    TreeSet<String> options = new TreeSet<>();
    Matcher option = OPTION.matcher(code);
    while (option.find()) {
      options.add(option.group(1));
    }
    page.heading(heading);
    page.list(List.copyOf(options));
  }

  private static String method(String source, String name) {
    int start = source.indexOf(name);
    return source.substring(start, source.indexOf("\n  }\n", start));
  }
}

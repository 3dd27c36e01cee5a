package cloister.cli;

import cloister.cc.driver.Arguments;
import cloister.cc.driver.Driver;
import cloister.cc.driver.Output;
import cloister.cc.driver.Request;
import cloister.cc.driver.WrongUsage;
import cloister.cc.parse.Limits;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import cloister.lessons.SystemFiles;
import cloister.server.text.Sentences;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cc}: C to programs of i386 Linux. */
@Command(
    name = "cc",
    description = "Compiles C (C11 with GNU's additions) to static programs of i386 Linux.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    footerHeading = "%nFlags, as GCC and GNU's linker have them:%n",
    footer = {
      "  -o FILE            where the result goes; a.out without it",
      "  -E -S -c           stop after preprocessing, after generating (NASM text), after"
          + " assembling",
      "  -fsyntax-only      look for errors alone",
      "  -O0 -O1 -O2        debuggable, small, fast; -O2 without a flag; -Os is -O1",
      "  -g                 tell debuggers of lines, variables, types and frames (DWARF 4); best"
          + " with -O0",
      "  -s -Wl,-S          without symbols and what debuggers read; without the latter alone",
      "  -fdump=PASS        show what a pass makes of the source: tokens, syntax, tree, ir,"
          + " ir-optimized, code",
      "  -D NAME[=TEXT] -U NAME -I FOLDER -isystem FOLDER -include FILE",
      "  -L FOLDER -l NAME -nostdinc -nostdlib -nostartfiles -nodefaultlibs",
      "  -T SCRIPT -Ttext=HEX -e SYMBOL -Wl,--oformat=binary -Wl,-Map=FILE",
      "  -w -Werror         no warnings; warnings are errors",
      "  Other flags that begin with -f, -m or -W change nothing here."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success",
      "1:the sources have errors",
      "2:wrong usage, or a file that cannot be read or written"
    })
final class CcCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "flags, and C sources, assembly (.s, .S), objects and archives")
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws CommandFailure {
    Request request = request();
    for (String input : request.inputs()) {
      if (!input.startsWith("-l")) {
        TextFile.readBytes(Path.of(input));
      }
    }
    Diagnostics diagnostics = new Diagnostics();
    ReadFiles files = new ReadFiles();
    Driver driver =
        new Driver(new OpcodeTable(), SystemFiles.sysroot(), files, diagnostics, Limits.WIDE);
    List<Output> outputs = WideStack.call(Limits.WIDE_STACK, () -> driver.run(request));
    DiagnosticReport report = new DiagnosticReport(spec.commandLine().getErr(), files);
    report.print(diagnostics, request.quiet());
    boolean failed =
        diagnostics.anyError() || request.warningsAreErrors() && diagnostics.anyWarning();
    if (failed) {
      return ExitCode.SOFTWARE;
    }
    Targets targets = new Targets(spec.commandLine());
    files.read().forEach(file -> targets.reads(file, "an input"));
    for (Output output : outputs) {
      write(output, targets);
    }
    return ExitCode.OK;
  }

  private Request request() {
    try {
      return Arguments.read(words);
    } catch (WrongUsage wrong) {
      throw new ParameterException(spec.commandLine(), Sentences.english().format(wrong.message()));
    }
  }

  private void write(Output output, Targets targets) throws CommandFailure {
    if (output.name().isEmpty() || output.name().equals("-")) {
      spec.commandLine()
          .getOut()
          .print(new String(output.bytes(), java.nio.charset.StandardCharsets.UTF_8));
      spec.commandLine().getOut().flush();
      return;
    }
    Path file = Path.of(output.name());
    targets.writes(file, "-o");
    TextFile.write(file, output.bytes());
    if (output.executable() && !file.toFile().setExecutable(true)) {
      throw CommandFailure.ofInput("cannot make " + file + " executable");
    }
  }
}

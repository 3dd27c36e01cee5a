package cloister.cli;

import cloister.cc.driver.Driver;
import cloister.cc.driver.Output;
import cloister.cc.driver.Request;
import cloister.cc.parse.Limits;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import cloister.lessons.SystemFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** Compiles and links for a command, and writes what comes of it. */
final class Building {
  private final CommandSpec spec;

  /**
   * @param spec of the command that reports and whose options name the files
   */
  Building(CommandSpec spec) {
    this.spec = spec;
  }

  /** The exit status. */
  int run(Request request) throws CommandFailure {
    for (String input : request.inputs()) {
      if (!input.startsWith("-l")) {
        TextFile.readBytes(Path.of(input));
      }
    }
    Diagnostics diagnostics = new Diagnostics();
    ReadFiles files = new ReadFiles(Path.of(""));
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

  private void write(Output output, Targets targets) throws CommandFailure {
    if (output.name().isEmpty() || output.name().equals("-")) {
      spec.commandLine().getOut().print(new String(output.bytes(), StandardCharsets.UTF_8));
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

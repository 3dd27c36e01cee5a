package cloister.cli;

import cloister.cc.driver.CompilerDefect;
import cloister.cc.driver.Driver;
import cloister.cc.driver.Output;
import cloister.cc.driver.Request;
import cloister.cc.parse.Limits;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import cloister.lessons.SystemFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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
    ReadFiles files = new ReadFiles(Path.of(""));
    for (String input : request.inputs()) {
      read(input, files);
    }
    if (!request.link().script().isEmpty()) {
      read(request.link().script(), files);
    }
    Diagnostics diagnostics = new Diagnostics();
    List<Output> outputs = outputs(request, files, diagnostics);
    DiagnosticReport report = new DiagnosticReport(spec.name(), spec.commandLine().getErr(), files);
    report.print(diagnostics, request.quiet());
    boolean failed =
        diagnostics.anyError() || request.warningsAreErrors() && diagnostics.anyWarning();
    if (failed) {
      return ExitCode.SOFTWARE;
    }
    write(outputs, files);
    return ExitCode.OK;
  }

  private static void read(String input, ReadFiles files) throws CommandFailure {
    if (input.startsWith("-l")) {
      return;
    }
    try {
      files.load(input);
    } catch (IOException e) {
      throw CommandFailure.ofInput(TextFile.reason("read", Path.of(input), e));
    }
  }

  private static List<Output> outputs(Request request, ReadFiles files, Diagnostics diagnostics)
      throws CommandFailure {
    Driver driver =
        new Driver(new OpcodeTable(), SystemFiles.sysroot(), files, diagnostics, Limits.WIDE);
    try {
      return WideStack.call(Limits.WIDE_STACK, () -> driver.run(request));
    } catch (CompilerDefect defect) {
      if (defect.getCause() instanceof UncheckedIOException unreadable) {
        throw CommandFailure.ofInput(TextFile.reason("read", Path.of(""), unreadable.getCause()));
      }
      throw defect;
    }
  }

  private void write(List<Output> outputs, ReadFiles files) throws CommandFailure {
    Targets targets = new Targets(spec.commandLine());
    files.read().forEach(file -> targets.reads(file, "an input"));
    for (Output output : outputs) {
      if (!isShown(output)) {
        targets.writes(Path.of(output.name()), output.flag());
      }
    }
    Results results = new Results();
    for (Output output : outputs) {
      if (isShown(output)) {
        show(output);
      } else {
        results.write(Path.of(output.name()), output.flag(), output.bytes(), output.executable());
      }
    }
  }

  /** Below the writer of the command line there is the standard output, which knows of more. */
  private void show(Output output) throws CommandFailure {
    PrintWriter out = spec.commandLine().getOut();
    out.print(new String(output.bytes(), StandardCharsets.UTF_8));
    if (out.checkError() || System.out.checkError()) {
      throw CommandFailure.ofInput("cannot write to the standard output");
    }
  }

  private static boolean isShown(Output output) {
    return output.name().isEmpty() || output.name().equals("-");
  }
}

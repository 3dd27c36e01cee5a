package cloister.cli;

import cloister.cc.driver.CompilerDefect;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code java -jar cloister.jar}: exit status 0 on success, 1 when what was run or checked failed,
 * 2 for wrong usage and for input that is of no use.
 */
@Command(
    name = "cloister",
    description = "A playground for learning how computers isolate software.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    subcommands = {
      BootCommand.class,
      HealthCommand.class,
      ServeCommand.class,
      RunCommand.class,
      AsmCommand.class,
      DisasmCommand.class,
      CcCommand.class,
      LdCommand.class,
      AnalyzeCommand.class,
      CompareCommand.class,
      BenchCommand.class,
      ExecCommand.class,
      ShellCommand.class,
      LessonCommand.class,
      AdminCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("serve")) {
      BoundedHeap.ensure();
    }
    CommandLine line = commandLine();
    int status = line.execute(arguments);
    if (status != ServeCommand.RUNNING && System.out.checkError()) {
      System.err.println("cloister: cannot write to the standard output");
      status = CommandLine.ExitCode.USAGE;
    }
    // A server goes on in its own threads until the process is told to stop.
    if (status != ServeCommand.RUNNING) {
      System.exit(status);
    }
  }

  /** The whole command line, for running and for looking at. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.getSubcommands().get("cc").setUnmatchedOptionsArePositionalParams(true);
    line.getSubcommands().get("ld").setUnmatchedOptionsArePositionalParams(true);
    line.getSubcommands().get("exec").setStopAtPositional(true);
    return line.setUsageHelpAutoWidth(true)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionStrategy(Main::execute)
        .setExecutionExceptionHandler(Main::failed);
  }

  /** Input can exhaust the memory or the stack; whoever typed it is not helped by a trace. */
  private static int execute(CommandLine.ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (Error e) {
      CommandLine.ParseResult last = arguments;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      CommandLine command = last.commandSpec().commandLine();
      command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + reason(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static String reason(Error error) {
    return switch (error) {
      case OutOfMemoryError _ -> "there is not enough memory for this";
      case StackOverflowError _ -> "this is nested too deeply";
      default -> error.toString().lines().findFirst().orElse("failed");
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a subcommand is missing");
  }

  private static int wrongUsage(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    String reason = problem.getMessage().lines().findFirst().orElse("wrong usage");
    command
        .getErr()
        .println(command.getCommandSpec().qualifiedName() + ": " + reason + " (--help says more)");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(
      Exception problem, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (problem instanceof CommandFailure failure) {
      PrintWriter err = command.getErr();
      err.println(command.getCommandSpec().qualifiedName() + ": " + failure.getMessage());
      return failure.status();
    }
    if (problem instanceof CompilerDefect defect) {
      String name = command.getCommandSpec().qualifiedName();
      command.getErr().println(name + ": " + defectIn(defect.file(), defect.getCause()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw problem;
  }

  /** What whoever reports it needs to tell. */
  private static String defectIn(String file, Throwable broken) {
    StackTraceElement[] trace = broken.getStackTrace();
    return VisibleText.of(
        "the compiler failed on "
            + file
            + ", which is a defect of the compiler: "
            + broken.toString().lines().findFirst().orElse("")
            + (trace.length == 0 ? "" : " at " + trace[0]));
  }
}

package cloister.cli;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.message.Catalogue;
import cloister.server.lesson.Lessons;
import cloister.server.run.RunOrder;
import cloister.server.run.Runner;
import cloister.server.text.Sentences;
import cloister.world.Program;
import cloister.world.Scenario;
import cloister.world.run.RunResult;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: a scenario with its log, without a browser. */
@Command(
    name = "run",
    description = {
      "Runs a scenario and says what it came to.",
      "With a log the log is replayed, otherwise the machine runs until it stops or its"
          + " budget is spent."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:success",
      "1:the guest failed: its processor shut down",
      "2:wrong usage, a file that cannot be read, a source with errors, a log that cannot be"
          + " replayed"
    })
final class RunCommand implements Callable<Integer> {
  private static final int MAX_TEXT = 8 << 20;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "SCENARIO",
      description =
          "a JSON file with a scenario or with the members scenario and log;"
              + " or the id of a lesson, such as rings/wall-and-gate")
  private String scenario;

  @Option(
      names = "--technique",
      paramLabel = "NAME",
      description =
          "how guests run, instead of the scenario's own way: trap-and-emulate,"
              + " binary-translation or vmx; none where there are no guests")
  private String technique;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "writes the events, one JSON object a line")
  private Path trace;

  @Option(names = "--json", description = "prints one JSON object as the last line")
  private boolean json;

  private final Catalogue catalogue = Sentences.english();

  @Override
  public Integer call() throws CommandFailure {
    if (trace != null) {
      Targets targets = new Targets(spec.commandLine());
      targets.reads(Path.of(scenario), "the scenario");
      targets.writes(trace, "--trace");
    }
    RunOrder order = inItsWay(order());
    Runner.Finished finished;
    try {
      finished = new Runner(Scenario.MAX_BUDGET).run(order);
    } catch (InvalidInput e) {
      throw CommandFailure.ofInput(sentence(e));
    }
    if (finished.world().broken()) {
      report(finished);
      return ExitCode.USAGE;
    }
    if (trace != null) {
      TextFile.write(
          trace, new TraceText(finished.world()).text().getBytes(StandardCharsets.UTF_8));
    }
    print(finished);
    return finished.result().shutDown() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private RunOrder order() throws CommandFailure {
    Lessons lessons = Lessons.fromClassPath();
    Path file = Path.of(scenario);
    try {
      if (Files.exists(file)) {
        return order(Texts.json(TextFile.read(file), MAX_TEXT), lessons);
      }
    } catch (InvalidInput e) {
      throw wrong(file + ": " + sentence(e));
    }
    return lessons
        .lesson(scenario)
        .map(known -> RunOrder.of(Optional.empty(), Optional.of(known)))
        .orElseThrow(() -> wrong("there is no file and no lesson " + scenario));
  }

  private RunOrder inItsWay(RunOrder order) throws CommandFailure {
    try {
      return technique == null ? order : order.withTechnique(technique);
    } catch (InvalidInput e) {
      throw wrong("--technique " + technique + ": " + catalogue.format(e.reason()));
    }
  }

  private static RunOrder order(Json content, Lessons lessons) throws InvalidInput {
    boolean wrapped =
        content instanceof Json.Obj members
            && (members.members().containsKey("scenario")
                || members.members().containsKey("lesson"));
    return wrapped
        ? RunOrder.of(content, lessons)
        : RunOrder.of(Optional.of(Scenario.of(content, "")), Optional.empty());
  }

  /**
   * Errors of the sources that are loaded at the end: a machine without its program stands still.
   */
  private void report(Runner.Finished finished) {
    AssemblyReport report = new AssemblyReport(spec.commandLine().getErr());
    for (Program program : finished.world().programs()) {
      if (program.hasErrors()) {
        report.print(program.assembly());
      }
    }
  }

  private void print(Runner.Finished finished) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(finished.toJson().write());
      return;
    }
    RunResult result = finished.result();
    String end = result.shutDown() ? "shut down" : result.halted() ? "halted" : "stopped";
    out.print(result.console());
    if (!result.console().isEmpty() && !result.console().endsWith("\n")) {
      out.println();
    }
    out.println(
        "%s after %d steps, %d instructions, %.1f ms"
            .formatted(end, result.steps(), finished.instructions(), finished.wallMillis()));
    out.println("digest " + result.digest());
    result
        .tasks()
        .ifPresent(
            tasks ->
                tasks.forEach(
                    task ->
                        out.println(
                            "task " + task.id() + (task.passedAt().isPresent() ? " passed" : ""))));
  }

  private String sentence(InvalidInput e) {
    String text = catalogue.format(e.reason());
    return e.field().isEmpty() ? text : e.field() + ": " + text;
  }

  private ParameterException wrong(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }
}

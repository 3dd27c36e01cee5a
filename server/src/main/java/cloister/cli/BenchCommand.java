package cloister.cli;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast the processor runs here. */
@Command(
    name = "bench",
    description = {
      "Measures the simulated processor on this machine's JVM: millions of instructions a second,"
          + " and how that compares with the sieve.",
      "Each program is run until it is warm, then measured several times; the median counts. A"
          + " program that comes to a wrong result ends the measurement."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:success", "1:a program came to a wrong result", "2:wrong usage"})
final class BenchCommand implements Callable<Integer> {
  private static final double WARM_MILLIS = 1500;

  @Spec private CommandSpec spec;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "measured runs of each program (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(names = "--json", description = "prints one JSON object as the last line")
  private boolean json;

  private final OpcodeTable opcodes = new OpcodeTable();

  private record Figure(String name, Workload.Run median) {}

  @Override
  public Integer call() throws CommandFailure {
    if (runs < 1 || runs > 100) {
      throw new ParameterException(spec.commandLine(), "--runs must be between 1 and 100");
    }
    List<Figure> figures = new ArrayList<>();
    for (Workload workload : Workload.ALL) {
      figures.add(new Figure(workload.name(), median(workload)));
    }
    double first = figures.getFirst().median().mips();
    if (json) {
      spec.commandLine().getOut().println(json(figures, first).write());
    } else {
      table(figures, first);
    }
    return ExitCode.OK;
  }

  private Workload.Run median(Workload workload) throws CommandFailure {
    double warm = 0;
    while (warm < WARM_MILLIS) {
      warm += workload.run(opcodes).millis();
    }
    List<Workload.Run> measured = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      measured.add(workload.run(opcodes));
    }
    measured.sort(Comparator.comparingDouble(Workload.Run::millis));
    return measured.get(runs / 2);
  }

  private void table(List<Figure> figures, double first) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%-8s %12s %10s %8s %6s".formatted("program", "instructions", "ms", "MIPS", "ratio"));
    for (Figure figure : figures) {
      Workload.Run run = figure.median();
      out.println(
          "%-8s %12d %10.2f %8.1f %6.2f"
              .formatted(
                  figure.name(), run.instructions(), run.millis(), run.mips(), run.mips() / first));
    }
  }

  private static Json json(List<Figure> figures, double first) {
    Json.Members workloads = Json.object();
    double instructions = 0;
    double millis = 0;
    for (Figure figure : figures) {
      Workload.Run run = figure.median();
      instructions += run.instructions();
      millis += run.millis();
      workloads.put(
          figure.name(),
          Json.object()
              .put("instructions", new Json.Num(run.instructions()))
              .put("wallMillis", rounded(run.millis()))
              .put("mips", rounded(run.mips()))
              .put("ratio", rounded(run.mips() / first))
              .build());
    }
    return Json.object()
        .put("instructions", new Json.Num(instructions))
        .put("wallMillis", rounded(millis))
        .put("mips", rounded(instructions / millis / 1000))
        .put("workloads", workloads.build())
        .build();
  }

  private static Json rounded(double value) {
    return new Json.Num(Math.round(value * 1000) / 1000.0);
  }
}

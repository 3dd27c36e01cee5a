package cloister.cli;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
      "Measures the simulated processor on this machine's JVM: millions of instructions a second of"
          + " processor time, and how that compares with the sieve and, where qemu-system-i386 is"
          + " installed, with QEMU's translator.",
      "Each program is run until it is warm, then measured several times; the median counts. A"
          + " program that comes to a wrong result ends the measurement."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:success", "1:a program came to a wrong result", "2:wrong usage"})
final class BenchCommand implements Callable<Integer> {
  private static final double WARM_MILLIS = 2000;
  private static final double WINDOW_MILLIS = 300;

  @Spec private CommandSpec spec;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "measurements of each program (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--interpret",
      description = "measures the interpreter alone, which translates nothing that runs often")
  private boolean interpret;

  @Option(names = "--json", description = "prints one JSON object as the last line")
  private boolean json;

  @Option(names = "--no-qemu", description = "leaves QEMU out")
  private boolean withoutQemu;

  private final OpcodeTable opcodes = new OpcodeTable();

  /**
   * @param instructions of one round
   * @param qemuMips where QEMU is there
   */
  private record Figure(
      String name, long instructions, TimedPc.Run median, OptionalDouble qemuMips) {}

  @Override
  public Integer call() throws CommandFailure {
    if (runs < 1 || runs > 100) {
      throw new ParameterException(spec.commandLine(), "--runs must be between 1 and 100");
    }
    Optional<Qemu> qemu = withoutQemu ? Optional.empty() : Qemu.find();
    List<Figure> figures = new ArrayList<>();
    for (Workload workload : Workload.ALL) {
      figures.add(figure(workload, qemu));
    }
    double first = figures.getFirst().median().mips();
    if (json) {
      spec.commandLine().getOut().println(json(figures, first).write());
    } else {
      table(figures, first);
    }
    return ExitCode.OK;
  }

  private Figure figure(Workload workload, Optional<Qemu> qemu) throws CommandFailure {
    TimedPc pc = new TimedPc(workload, opcodes, interpret);
    long instructions = pc.round();
    pc.run(WARM_MILLIS);
    List<TimedPc.Run> measured = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      measured.add(pc.run(WINDOW_MILLIS));
    }
    measured.sort(Comparator.comparingDouble(TimedPc.Run::mips));
    OptionalDouble qemuMips = OptionalDouble.empty();
    if (qemu.isPresent()) {
      double millis = qemu.get().roundMillis(workload, opcodes, runs);
      qemuMips = OptionalDouble.of(instructions / millis / 1000);
    }
    return new Figure(workload.name(), instructions, measured.get(runs / 2), qemuMips);
  }

  private void table(List<Figure> figures, double first) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%-8s %12s %8s %6s %10s %6s"
            .formatted("program", "instructions", "MIPS", "ratio", "QEMU MIPS", "ratio"));
    for (Figure figure : figures) {
      double mips = figure.median().mips();
      OptionalDouble qemu = figure.qemuMips();
      String compared =
          qemu.isEmpty()
              ? "%10s %6s".formatted("-", "-")
              : "%10.1f %6.2f".formatted(qemu.getAsDouble(), mips / qemu.getAsDouble());
      out.println(
          "%-8s %12d %8.1f %6.2f %s"
              .formatted(figure.name(), figure.instructions(), mips, mips / first, compared));
    }
  }

  private static Json json(List<Figure> figures, double first) {
    Json.Members workloads = Json.object();
    double instructions = 0;
    double millis = 0;
    for (Figure figure : figures) {
      TimedPc.Run run = figure.median();
      double roundMillis = figure.instructions() / run.mips() / 1000;
      instructions += figure.instructions();
      millis += roundMillis;
      workloads.put(figure.name(), json(figure, roundMillis, first));
    }
    return Json.object()
        .put("instructions", new Json.Num(instructions))
        .put("millis", rounded(millis))
        .put("mips", rounded(instructions / millis / 1000))
        .put("workloads", workloads.build())
        .build();
  }

  private static Json json(Figure figure, double roundMillis, double first) {
    double mips = figure.median().mips();
    Json.Members members =
        Json.object()
            .put("instructions", new Json.Num(figure.instructions()))
            .put("millis", rounded(roundMillis))
            .put("mips", rounded(mips))
            .put("ratio", rounded(mips / first));
    figure
        .qemuMips()
        .ifPresent(
            qemu ->
                members.put(
                    "qemu",
                    Json.object()
                        .put("mips", rounded(qemu))
                        .put("ratio", rounded(mips / qemu))
                        .build()));
    return members.build();
  }

  private static Json rounded(double value) {
    return new Json.Num(Math.round(value * 1000) / 1000.0);
  }
}

package cloister.cc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.Gcc.Outcome;
import cloister.cpu.decode.OpcodeTable;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.c.CLanguage;
import cloister.world.timeline.StepObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The corpus's programs do on our own processor what gcc's do on the host's. */
@Tag("full")
class GuestConformanceTest {
  private static final OpcodeTable OPCODES = new OpcodeTable();
  private static final int BUDGET = 400_000_000;

  private static List<Path> sources;
  private static List<Outcome> expected;

  @BeforeAll
  static void runTheOthers() {
    Gcc.need();
    sources = new ArrayList<>(Corpus.features());
    sources.addAll(Corpus.programs());
    expected = Gcc.runAll(sources, List.of("-O0"));
  }

  @Test
  void optimizedProgramsPrintAndEndTheSame() {
    assertEquals(
        "", differences(source -> Guest.run(source, List.of("-O1")).outcome(), Outcome::equals));
  }

  @Test
  void programsOfTheLabPrintTheSame() {
    Tools tools = Tools.of(OPCODES, new CLanguage(OPCODES, Ours.sysroot()));
    assertEquals(
        "",
        differences(
            source -> inLab(tools, source),
            (here, there) -> here.compiled() && here.output().equals(there.output())));
  }

  /** The kernel of the lesson keeps the exit status to itself. */
  private static Outcome inLab(Tools tools, Path source) {
    String name = source.getFileName().toString();
    List<SourceFile> files =
        List.of(
            new SourceFile("kernel.asm", Guest.kernelText(), false),
            new SourceFile(name, Corpus.read(source), true));
    World world = new World(tools, new Scenario(Scenario.PROCESS, 2 << 20, 1, files, BUDGET));
    if (world.broken()) {
      return new Outcome(false, world.programs().get(1).assembly().errors().toString(), 1);
    }
    world.run(BUDGET, StepObserver.NONE);
    return new Outcome(true, world.machine().consoleText(), 0);
  }

  private static String differences(
      Function<Path, Outcome> run, BiPredicate<Outcome, Outcome> same) {
    List<Callable<String>> jobs = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Path source = sources.get(i);
      Outcome there = expected.get(i);
      jobs.add(
          () -> {
            Outcome here = run.apply(source);
            return same.test(here, there) ? "" : Difference.of(source, there, here);
          });
    }
    List<String> problems = Host.inParallel(jobs);
    return String.join("\n", problems.stream().filter(problem -> !problem.isEmpty()).toList());
  }
}

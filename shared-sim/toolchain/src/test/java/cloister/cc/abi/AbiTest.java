package cloister.cc.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.Setting;
import cloister.cc.Difference;
import cloister.cc.Gcc;
import cloister.cc.Gcc.Outcome;
import cloister.cc.Host;
import cloister.cc.Ours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects of our compiler and of gcc agree on how functions are called and how objects lie in
 * memory (System V ABI, i386 supplement): a program whose caller is compiled by one and whose
 * callee is compiled by the other does what it does when both come from gcc.
 *
 * <p>CLOISTER_FUZZ_SECONDS sets for how long (15 by default), CLOISTER_FUZZ_SEED where to begin.
 */
@Tag("full")
class AbiTest {
  private static final List<String> LEVELS = List.of("-O0", "-O1", "-O2");
  private static final List<String> FRAMES =
      List.of("-fno-omit-frame-pointer", "-fomit-frame-pointer");

  /** How functions are called whose convention is not written. */
  private static final List<String> REGISTERS =
      List.of(
          "-mregparm=0",
          "-mregparm=3",
          "-mregparm=0",
          "-mrtd",
          "-mregparm=0",
          "-mregparm=1",
          "-mregparm=2");

  /** Libraries are called as usual, so gcc must not put calls of theirs where none are written. */
  private static final List<String> THEIRS =
      List.of(
          "gcc",
          "-m32",
          "-std=gnu11",
          "-w",
          "-fno-pie",
          "-fno-stack-protector",
          "-minline-all-stringops");

  @TempDir Path folder;

  @BeforeAll
  static void needsGcc() {
    Gcc.need();
  }

  @Test
  void callersAndCalleesOfTwoCompilersFit() throws IOException {
    long end = System.nanoTime() + Setting.seconds("CLOISTER_FUZZ_SECONDS", 15) * 1_000_000_000L;
    long seed = Setting.of("CLOISTER_FUZZ_SEED", 1);
    do {
      holds(seed++);
    } while (System.nanoTime() < end);
  }

  private void holds(long seed) throws IOException {
    AbiProgram.Sources sources = AbiProgram.of(seed);
    Files.writeString(folder.resolve("shared.h"), sources.header());
    List<String> flags =
        List.of(
            LEVELS.get((int) (seed % LEVELS.size())),
            FRAMES.get((int) (seed / 2 % FRAMES.size())),
            REGISTERS.get((int) (seed % REGISTERS.size())));
    compile("caller", sources.caller(), flags);
    compile("callee", sources.callee(), flags);
    boolean ourLinker = seed % 2 == 0;
    Outcome expected = linked("caller.theirs.o", "callee.theirs.o", ourLinker);
    assertEquals(0, expected.status(), "seed " + seed + " " + expected.output());
    for (List<String> objects :
        List.of(
            List.of("caller.ours.o", "callee.theirs.o"),
            List.of("caller.theirs.o", "callee.ours.o"),
            List.of("caller.ours.o", "callee.ours.o"))) {
      Outcome actual = linked(objects.get(0), objects.get(1), ourLinker);
      String problem = Difference.of(Path.of("seed" + seed), expected, actual);
      assertEquals(expected, actual, flags + " " + objects + " " + problem);
    }
  }

  private void compile(String name, String text, List<String> flags) throws IOException {
    Files.writeString(folder.resolve(name + ".c"), text);
    List<String> own = new ArrayList<>(flags);
    own.addAll(List.of("-c", name + ".c"));
    byte[] ours = Ours.make(folder, own).bytes();
    Files.write(folder.resolve(name + ".ours.o"), ours);
    List<String> command = new ArrayList<>(THEIRS);
    command.addAll(flags);
    command.addAll(List.of("-c", name + ".c", "-o", name + ".theirs.o"));
    Outcome theirs = Host.execute(command, folder);
    assertEquals(0, theirs.status(), theirs.output());
  }

  /** Runs the program of two objects, with our library or with the host's. */
  private Outcome linked(String caller, String callee, boolean ourLinker) {
    if (ourLinker) {
      return Ours.execute(Ours.make(folder, List.of(caller, callee)).bytes());
    }
    Outcome linked =
        Host.execute(List.of("gcc", "-m32", "-no-pie", caller, callee, "-o", "program"), folder);
    assertEquals(0, linked.status(), linked.output());
    return Host.execute(List.of(folder.resolve("program").toString()), folder);
  }
}

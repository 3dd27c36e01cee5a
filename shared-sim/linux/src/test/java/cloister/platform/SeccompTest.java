package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.kernel.ImageFile;
import cloister.kernel.trace.CallFiltered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters of system calls, by what programs see of them. */
class SeccompTest {
  private static final String SCRIPT =
      "seccomp -r 'errno EXDEV mkdir; log rmdir' sh -c '"
          + "mkdir a; rmdir a; seccomp -r \"errno EMFILE rmdir\" sh -c \"rmdir a; mkdir a; "
          + "grep Seccomp /proc/self/status\"' 2>&1; mkdir a && rmdir a && echo free;"
          + " dmesg -t | grep -c 1326";

  private static final String RESULT =
      """
      mkdir: cannot create directory 'a': Invalid cross-device link
      rmdir: failed to remove 'a': No such file or directory
      rmdir: failed to remove 'a': Too many open files
      mkdir: cannot create directory 'a': Invalid cross-device link
      Seccomp:\t2
      Seccomp_filters:\t2
      free
      1
      """;

  private static String output(String command) {
    return Host.shell(command).run().output();
  }

  @Test
  void aFilterIsForDescendantsAndForNobodyElse() {
    assertEquals(RESULT, output(SCRIPT));
  }

  @Tag("full")
  @Test
  void filtersHoldInAMachineThatIsRestored() {
    assertEquals(RESULT, Restored.inPieces(SCRIPT, 40_009, 12));
  }

  @Test
  void eachInstructionOfAFilterTakesTime() {
    StringBuilder rule = new StringBuilder("errno");
    for (int call = 0; call < 150; call++) {
      rule.append(" ").append(4100 + call);
    }
    String work = " sh -c 'for i in 1 2 3 4 5 6 7 8 9; do umask > /dev/null; done'";
    long few = systemTime("seccomp -r 'errno 4100'" + work);
    long many = systemTime("seccomp -r '" + rule + "'" + work);
    assertTrue(many > few + 9 * 149, few + " and " + many);
  }

  private static long systemTime(String command) {
    Host host = Host.shell(command).run();
    return host.machine().kernel().tasks().init().childrenTimes().system;
  }

  /** As Linux 6 writes them of the same program. */
  @Test
  void theLogTellsOfWhatIsRefusedAndTrustsNoName(@TempDir Path folder) throws Exception {
    Path program = folder.resolve("prog");
    Oracle.need(StaticProgram.compile("logged", program), "gcc -m32 -static builds no programs");
    ImageFile file = ImageFile.file("bin/prog", 0755, Files.readAllBytes(program));
    assertEquals(
        """
        comm="plain-name" sig=31 code=0x80000000
        comm=6122207369673D300A62 sig=31 code=0x0
        comm=74776F20776F726473 sig=0 code=0x7ffc0000
        comm=E974E9 sig=0 code=0x7ffc0000
        comm="trap" sig=0 code=0x30000
        comm="errno" sig=0 code=0x50000
        comm="trace" sig=0 code=0x7ff00000
        """,
        new Host().boot(List.of(file), "/bin/prog", "/bin/prog").run().output());
  }

  @Test
  void theGuardThatRefusesIsToldOf() {
    List<String> told = new ArrayList<>();
    Host host =
        Host.shell("seccomp -r 'errno EACCES chroot; kill mkdir' sh -c 'chroot /; mkdir a' 2>&1");
    host.machine()
        .setKernelEventSink(
            new EventSink() {
              @Override
              public boolean listening() {
                return true;
              }

              @Override
              public void accept(Event event) {
                if (event instanceof CallFiltered one) {
                  told.add(one.name() + " " + one.callName() + " " + one.action() + one.error());
                }
              }
            });
    host.run();
    assertEquals(
        List.of("seccomp.errno chroot errnoEACCES", "seccomp.kill mkdir kill-process"), told);
  }
}

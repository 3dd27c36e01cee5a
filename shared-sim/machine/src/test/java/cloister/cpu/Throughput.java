package cloister.cpu;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * How many million guest instructions a CPU second this JVM runs in a sieve of Eratosthenes in ring
 * 3. A quick look, no benchmark: {@code java -cp target/classes:target/test-classes
 * cloister.cpu.Throughput}.
 */
final class Throughput {
  private static final int STEPS = 50_000_000;
  private static final int ROUNDS = 8;

  private static final int[] SIEVE =
      MachineCode.of(
          "b9 00 00 01 00", // start: mov ecx, 0x10000
          "bf 00 00 02 00", // mov edi, 0x20000
          "c6 07 01", // fill: mov byte [edi], 1
          "47", // inc edi
          "49", // dec ecx
          "75 f9", // jnz fill
          "bb 02 00 00 00", // mov ebx, 2
          "80 bb 00 00 02 00 00", // next: cmp byte [ebx + 0x20000], 0
          "74 17", // je skip
          "89 de", // mov esi, ebx
          "01 de", // add esi, ebx
          "81 fe 00 00 01 00", // mark: cmp esi, 0x10000
          "73 0b", // jae skip
          "c6 86 00 00 02 00 00", // mov byte [esi + 0x20000], 0
          "01 de", // add esi, ebx
          "eb ed", // jmp mark
          "43", // skip: inc ebx
          "81 fb 00 00 01 00", // cmp ebx, 0x10000
          "72 d7", // jb next
          "eb bf"); // jmp start

  private Throughput() {}

  public static void main(String[] arguments) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Cpu cpu = new ProtectedMachine().code(SIEVE).ring3();
    for (int round = 0; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      int done = cpu.run(STEPS);
      double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      System.out.printf(Locale.ROOT, "%.0f million a CPU second%n", done / seconds / 1e6);
    }
  }
}

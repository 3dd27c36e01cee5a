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

  private static final int[] SIEVE = {
    0xb9, 0, 0, 1, 0, // start: mov ecx, 0x10000
    0xbf, 0, 0, 2, 0, // mov edi, 0x20000
    0xc6, 0x07, 1, // fill: mov byte [edi], 1
    0x47, // inc edi
    0x49, // dec ecx
    0x75, 0xf9, // jnz fill
    0xbb, 2, 0, 0, 0, // mov ebx, 2
    0x80, 0xbb, 0, 0, 2, 0, 0, // next: cmp byte [ebx + 0x20000], 0
    0x74, 0x17, // je skip
    0x89, 0xde, // mov esi, ebx
    0x01, 0xde, // add esi, ebx
    0x81, 0xfe, 0, 0, 1, 0, // mark: cmp esi, 0x10000
    0x73, 0x0b, // jae skip
    0xc6, 0x86, 0, 0, 2, 0, 0, // mov byte [esi + 0x20000], 0
    0x01, 0xde, // add esi, ebx
    0xeb, 0xed, // jmp mark
    0x43, // skip: inc ebx
    0x81, 0xfb, 0, 0, 1, 0, // cmp ebx, 0x10000
    0x72, 0xd7, // jb next
    0xeb, 0xbf, // jmp start
  };

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

package cloister.cli;

import cloister.cpu.decode.OpcodeTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The workloads under JMH, each in a JVM of its own. No part of the build's tests: it needs the
 * profile {@code bench}, which has JMH's generator.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class JvmBench {
  /** Millions of guest instructions a second, as instructions in a microsecond. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Guest {
    public long instructions;
  }

  @Param({"sieve", "memcpy", "calls", "crc", "sort", "faults", "gates", "ports", "boot", "kernel"})
  public String name;

  private TimedPc pc;

  @Test
  void everyWorkload() throws Exception {
    Options options =
        new OptionsBuilder()
            .include(JvmBench.class.getName())
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .build();
    new Runner(options).run();
  }

  @Setup
  public void start() throws CommandFailure {
    List<Workload> named =
        Workload.ALL.stream().filter(workload -> workload.name().equals(name)).toList();
    pc = new TimedPc(named.getFirst(), new OpcodeTable(), false);
  }

  @Benchmark
  public void round(Guest guest) throws CommandFailure {
    guest.instructions += pc.round();
  }
}

package cloister.cc.ir;

import cloister.cc.lower.*;
import cloister.cc.optimize.Optimization;
import cloister.cc.tree.Program;
import java.nio.file.*;
import java.util.*;

class IrTime {
  public static void main(String[] args) throws Exception {
    List<Program> programs = new ArrayList<>();
    int lines = 0;
    for (Path p : cloister.cc.Corpus.programs()) {
      String t = Files.readString(p);
      try { programs.add(CompiledC.program(t)); lines += t.lines().count(); } catch (Exception e) { System.out.println(p + " " + e.getMessage()); }
    }
    System.out.println(programs.size() + " programs, lines " + lines);
    for (int round = 0; round < Integer.getInteger("rounds", 12); round++) {
      long a = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      List<IrModule> ms = new ArrayList<>();
      for (Program p : programs) ms.add(new Lowering(new LoweringOptions(false)).module("x.c", p));
      long b = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      int ops = 0;
      for (IrModule m : ms) for (IrFunction f : m.functions()) for (BasicBlock bb : f.blocks()) ops += bb.instructions().size();
      for (IrModule m : ms) new Optimization(1).module(m);
      long c = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      if (round < 3 || round == 11) System.out.println("round " + round + " lower ms " + (b - a) / 1000000 + " optimise ms " + (c - b) / 1000000 + " ops " + ops);
    }
  }
}

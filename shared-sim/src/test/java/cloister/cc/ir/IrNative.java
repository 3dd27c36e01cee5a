package cloister.cc.ir;

import cloister.asm.encode.InstructionSet;
import cloister.cc.assemble.ObjectAssembler;
import cloister.cc.gas.GasParser;
import cloister.cc.generate.Generator;
import cloister.cc.generate.GeneratorOptions;
import cloister.cc.optimize.Optimization;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import cloister.elf.ObjectWriter;
import java.nio.file.*;

class IrNative {
  public static void main(String[] args) throws Exception {
    int level = Integer.parseInt(args[0]);
    for (int i = 1; i < args.length; i++) {
      Path p = Path.of(args[i]);
      Path out = Path.of("/tmp/lw/o/" + p.getFileName().toString().replace(".c", ".o" ));
      Files.createDirectories(out.getParent());
      Files.deleteIfExists(out);
      try {
        IrModule m = CompiledC.of(Files.readString(p), level == 0);
        m = new Optimization(level).module(m);
        Diagnostics d = new Diagnostics();
        InstructionSet set = new InstructionSet(new OpcodeTable());
        var items = new Generator(new GeneratorOptions(level > 0), new GasParser(set, d)::parse).items(m);
        var o = new ObjectAssembler(set, d).assemble("x", items);
        if (!d.all().isEmpty()) System.out.println("DIAG " + p.getFileName() + d.all());
        Files.write(out, ObjectWriter.write(o));
      } catch (Throwable t) {
        String s = t.toString();
        System.out.println("FAIL " + p.getFileName() + " " + s.substring(0, Math.min(300, s.length())) + " " + t.getStackTrace()[0]+ " " + t.getStackTrace()[1]+ " " + t.getStackTrace()[2]);
      }
    }
  }
}

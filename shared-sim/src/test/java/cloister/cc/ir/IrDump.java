package cloister.cc.ir;

import cloister.cc.optimize.Optimization;
import java.nio.file.*;

class IrDump {
  public static void main(String[] args) throws Exception {
    IrModule m = CompiledC.of(Files.readString(Path.of(args[1])), args[0].equals("0"));
    if (args[0].equals("2")) new Optimization(1).module(m);
    if (args.length < 3) System.out.println(IrText.of(m));
    IrMachine.Outcome o = IrMachine.run(m);
    System.out.println(o);
  }
}

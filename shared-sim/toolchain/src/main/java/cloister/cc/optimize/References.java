package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Rewriter;
import cloister.cc.ir.Substitution;
import cloister.cc.tree.Program;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Who names which symbol. */
final class References {
  private References() {}

  private record Reader(Consumer<String> consumer) implements Substitution {
    @Override
    public Operand read(Operand operand) {
      if (operand instanceof Operand.SymbolAddress symbol) {
        consumer.accept(symbol.symbol());
      }
      return operand;
    }

    @Override
    public Register written(Register register) {
      return register;
    }
  }

  static void in(IrFunction function, Consumer<String> consumer) {
    Rewriter reader = new Rewriter(new Reader(consumer));
    for (BasicBlock block : function.blocks()) {
      for (Instruction one : block.instructions()) {
        reader.operation(one.operation());
        if (one.operation() instanceof Operation.Assembly assembly) {
          text(assembly.source().template(), consumer);
        }
      }
      reader.terminator(block.terminator());
    }
  }

  /** Every word of assembly may be a symbol, but for the names of instructions. */
  static void text(String assembly, Consumer<String> consumer) {
    int start = -1;
    boolean named = false;
    for (int i = 0; i <= assembly.length(); i++) {
      char c = i < assembly.length() ? assembly.charAt(i) : '\n';
      if (isPart(c)) {
        start = start < 0 ? i : start;
        continue;
      }
      if (start >= 0) {
        String word = assembly.substring(start, i);
        if (named) {
          consumer.accept(word);
        }
        named |= !isPrefix(word);
        start = -1;
      }
      named &= c != ';' && c != '\n' && c != ':';
    }
  }

  private static boolean isPrefix(String word) {
    return word.startsWith("rep") || word.equals("lock");
  }

  private static boolean isPart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '.';
  }

  static void inObjects(IrModule module, Consumer<String> consumer) {
    for (Program.StaticObject object : module.objects()) {
      object.references().forEach(reference -> consumer.accept(reference.symbol()));
    }
    module.assembly().forEach(one -> text(one.text(), consumer));
  }

  /** How often each symbol is named in the whole module. */
  static Map<String, Integer> counts(IrModule module) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Consumer<String> count = symbol -> counts.merge(symbol, 1, Integer::sum);
    module.functions().forEach(function -> in(function, count));
    inObjects(module, count);
    return counts;
  }
}

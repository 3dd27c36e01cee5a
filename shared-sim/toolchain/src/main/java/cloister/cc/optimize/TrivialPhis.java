package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Phi;
import cloister.cc.ir.Operand;
import java.util.Iterator;
import java.util.Optional;

/** A phi whose values are all the same, or itself, is that value (Braun et al., 3.1). */
final class TrivialPhis {
  private static final int ROUNDS = 20;

  private TrivialPhis() {}

  static void remove(SsaForm form) {
    Replacements replacements = new Replacements(form);
    boolean any = false;
    boolean changed = true;
    for (int round = 0; changed && round < ROUNDS; round++) {
      changed = false;
      for (BasicBlock block : form.graph().order()) {
        for (Iterator<Phi> phis = block.phis().iterator(); phis.hasNext(); ) {
          Phi phi = phis.next();
          Optional<Operand> only = only(phi, replacements);
          if (only.isPresent() && replacements.put(phi.to(), only.get())) {
            phis.remove();
            changed = true;
            any = true;
          }
        }
      }
    }
    if (any) {
      replacements.apply(form.graph());
    }
  }

  private static Optional<Operand> only(Phi phi, Replacements replacements) {
    Optional<Operand> only = Optional.empty();
    for (Operand value : phi.values().values()) {
      Operand real = replacements.resolve(value);
      if (real.equals(phi.to())) {
        continue;
      }
      if (only.isPresent() && !only.get().equals(real)) {
        return Optional.empty();
      }
      only = Optional.of(real);
    }
    return only;
  }
}

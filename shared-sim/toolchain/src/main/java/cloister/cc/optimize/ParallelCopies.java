package cloister.cc.optimize;

import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation.Copy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Copies that happen at once, one after the other; a circle needs a register more. */
final class ParallelCopies {
  private ParallelCopies() {}

  static List<Copy> sequence(List<Copy> copies, IrFunction function) {
    List<Copy> open = new ArrayList<>(copies);
    open.removeIf(copy -> copy.to().equals(copy.from()));
    List<Copy> done = new ArrayList<>();
    while (!open.isEmpty()) {
      boolean moved = false;
      for (Iterator<Copy> rest = open.iterator(); rest.hasNext(); ) {
        Copy copy = rest.next();
        if (!isRead(open, copy)) {
          done.add(copy);
          rest.remove();
          moved = true;
        }
      }
      if (!moved) {
        Register saved = function.newRegister(open.getFirst().to().kind());
        Register threatened = open.getFirst().to();
        done.add(new Copy(saved, threatened));
        open.replaceAll(copy -> copy.from().equals(threatened) ? new Copy(copy.to(), saved) : copy);
      }
    }
    return done;
  }

  /** Whether another copy still has to read what this one writes. */
  private static boolean isRead(List<Copy> open, Copy copy) {
    Operand to = copy.to();
    return open.stream().anyMatch(other -> other != copy && other.from().equals(to));
  }
}

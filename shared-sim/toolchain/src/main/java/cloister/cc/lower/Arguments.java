package cloister.cc.lower;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrFunction.Home;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.tree.Symbol.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters whose value has been copied to registers. One that is never assigned to is in the
 * caller's frame all the time, where debuggers find it whatever becomes of the copy.
 */
final class Arguments {
  private final Map<Variable, FrameObject> objects = new LinkedHashMap<>();

  void add(Variable parameter, FrameObject object) {
    objects.put(parameter, object);
  }

  /** Moves the homes of parameters to the caller's frame where that is right. */
  void moveHomes(IrFunction function) {
    int[] writes = new int[function.registerCount()];
    for (BasicBlock block : function.blocks()) {
      for (BasicBlock.Instruction one : block.instructions()) {
        Mentions.writes(one.operation(), register -> writes[register.number()]++);
      }
      Mentions.writes(block.terminator(), register -> writes[register.number()]++);
    }
    List<Home> homes = function.homes();
    for (int i = 0; i < homes.size(); i++) {
      FrameObject object = objects.get(homes.get(i).variable());
      if (object != null && isWrittenOnce(homes.get(i), writes)) {
        homes.set(i, homes.get(i).at(List.of(new Operand.FrameAddress(object, 0))));
      }
    }
  }

  private static boolean isWrittenOnce(Home home, int[] writes) {
    return home.place().stream()
        .allMatch(place -> place instanceof Register register && writes[register.number()] == 1);
  }
}

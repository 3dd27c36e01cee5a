package cloister.cc.optimize;

import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Rewriter;
import cloister.cc.ir.Substitution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The frame objects whose address is used for nothing but reading and writing them. */
final class PrivateObjects {
  private final Map<FrameObject, Integer> escapes = new LinkedHashMap<>();
  private final Map<FrameObject, Integer> reads = new LinkedHashMap<>();

  PrivateObjects(List<BasicBlock> blocks) {
    Rewriter all = new Rewriter(new Counter());
    for (BasicBlock block : blocks) {
      for (BasicBlock.Phi phi : block.phis()) {
        phi.values().values().forEach(this::mention);
      }
      for (BasicBlock.Instruction instruction : block.instructions()) {
        all.operation(instruction.operation());
        accesses(instruction.operation());
      }
      all.terminator(block.terminator());
    }
  }

  private final class Counter implements Substitution {
    @Override
    public Operand read(Operand operand) {
      mention(operand);
      return operand;
    }

    @Override
    public Register written(Register register) {
      return register;
    }
  }

  private void mention(Operand operand) {
    if (operand instanceof Operand.FrameAddress frame) {
      escapes.merge(frame.object(), 1, Integer::sum);
    }
  }

  private void accesses(Operation operation) {
    Addresses.accessed(
        operation,
        address -> {
          if (address.base() instanceof Operand.FrameAddress frame) {
            escapes.merge(frame.object(), -1, Integer::sum);
            reads.merge(frame.object(), 1, Integer::sum);
          }
        });
    target(operation).ifPresent(object -> reads.merge(object, -1, Integer::sum));
  }

  /** The object that the operation writes. */
  static Optional<FrameObject> target(Operation operation) {
    return switch (operation) {
      case Operation.Store store when !store.isVolatile() -> object(store.to());
      case Operation.RealStore store when !store.isVolatile() -> object(store.to());
      case Operation.CopyBlock copy when !copy.isVolatile() -> object(copy.to());
      case Operation.ClearBlock clear when !clear.isVolatile() -> object(clear.to());
      default -> Optional.empty();
    };
  }

  private static Optional<FrameObject> object(Address address) {
    return address.base() instanceof Operand.FrameAddress frame
        ? Optional.of(frame.object())
        : Optional.empty();
  }

  boolean isPrivate(FrameObject object) {
    return escapes.getOrDefault(object, 0) == 0;
  }

  /** True when nobody reads what is written to it. */
  boolean isNeverRead(FrameObject object) {
    return isPrivate(object) && reads.getOrDefault(object, 0) == 0;
  }
}

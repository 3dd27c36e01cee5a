package cloister.cc.optimize;

import cloister.cc.ir.Address;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Numbers that change when memory does: two reads of a place under the same number read the same.
 * Named objects do not overlap one another unless one is declared an alias; a pointer may lead to
 * any of them but the private ones, whose address nobody has.
 */
final class MemoryState {
  private final Predicate<FrameObject> isPrivate;
  private final UnaryOperator<String> object;
  private final IntSupplier fresh;
  private final Map<Object, Integer> named = new LinkedHashMap<>();
  private int start;
  private int byPointer;
  private int byName;

  /**
   * @param object the first name of what a symbol is perhaps another name for
   * @param fresh gives numbers that rise
   */
  MemoryState(Predicate<FrameObject> isPrivate, UnaryOperator<String> object, IntSupplier fresh) {
    this.isPrivate = isPrivate;
    this.object = object;
    this.fresh = fresh;
    start = fresh.getAsInt();
    byPointer = start;
    byName = start;
  }

  MemoryState copy() {
    MemoryState other = new MemoryState(isPrivate, object, fresh);
    other.named.putAll(named);
    other.start = start;
    other.byPointer = byPointer;
    other.byName = byName;
    return other;
  }

  int version(Address address) {
    return switch (address.base()) {
      case Operand.FrameAddress frame ->
          isPrivate.test(frame.object())
              ? named.getOrDefault(frame.object(), start)
              : Math.max(named.getOrDefault(frame.object(), start), byPointer);
      case Operand.SymbolAddress symbol ->
          Math.max(named.getOrDefault(object.apply(symbol.symbol()), start), byPointer);
      default -> Math.max(byPointer, byName);
    };
  }

  void written(Address address) {
    switch (address.base()) {
      case Operand.FrameAddress frame -> {
        int now = fresh.getAsInt();
        named.put(frame.object(), now);
        if (!isPrivate.test(frame.object())) {
          byName = now;
        }
      }
      case Operand.SymbolAddress symbol -> {
        byName = fresh.getAsInt();
        named.put(object.apply(symbol.symbol()), byName);
      }
      default -> byPointer = fresh.getAsInt();
    }
  }

  /** What the operation writes, and what it may let others write. */
  void after(Operation operation) {
    switch (operation) {
      case Operation.Store store -> written(store.to());
      case Operation.RealStore store -> written(store.to());
      case Operation.CopyBlock copy -> written(copy.to());
      case Operation.ClearBlock clear -> written(clear.to());
      case Operation.Call _ -> writtenAnywhere();
      case Operation.Assembly assembly -> {
        if (!assembly.source().extended()
            || assembly.source().clobbers().contains("memory")
            || assembly.outputs().stream().anyMatch(output -> output.address().isPresent())) {
          writtenAnywhere();
        }
      }
      default -> {}
    }
  }

  /** Somebody may have written all that pointers lead to. */
  void writtenAnywhere() {
    byPointer = fresh.getAsInt();
  }
}

package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Wrong;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Builtin;
import cloister.cc.tree.Expression.BuiltinOperation;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import java.util.List;

/** {@code __sync_…} and {@code __atomic_…}: barriers, the rest is not there. */
final class AtomicBuiltins {
  private final Unit unit;

  AtomicBuiltins(Unit unit) {
    this.unit = unit;
  }

  Expression call(String name, List<Expression> values, Span span) {
    return switch (name) {
      case "__sync_synchronize", "__atomic_thread_fence", "__atomic_signal_fence" ->
          new Builtin(BuiltinOperation.MEMORY_BARRIER, List.of(), new Type.Void(), span);
      case "__atomic_always_lock_free", "__atomic_is_lock_free" ->
          new Expression.Constant(1, IntegerType.BOOL, span);
      default -> {
        unit.error(span, "cc.type.builtin.unknown", code("name", name));
        yield Wrong.expression(span);
      }
    };
  }
}

package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;

/** First values of automatic objects (C11 6.7.9). Neighbouring constants are stored together. */
final class Initializers {
  private final FunctionLowering parts;

  Initializers(FunctionLowering parts) {
    this.parts = parts;
  }

  void store(
      Variable variable, Location location, List<Statement.Store> stores, boolean zeroFirst) {
    if (!(location instanceof Location.InMemory memory)) {
      scalar(variable, location, stores);
      return;
    }
    int bytes = variable.type().type().size();
    boolean isVolatile = variable.type().isVolatileThroughout();
    if (zeroFirst && bytes > 0) {
      parts.emit.add(new Operation.ClearBlock(memory.address(), bytes, isVolatile));
    }
    List<Statement.Store> left = zeroFirst && isVolatile ? withoutZeros(stores) : stores;
    SharedValues shared = new SharedValues(parts, left);
    int done = 0;
    while (done < left.size()) {
      Repetition repetition = Repetition.at(left, done);
      if (repetition.isLong()) {
        loop(memory, repetition, shared);
        done += repetition.stores();
      } else {
        done += constants(memory, left, done);
        if (done < left.size()) {
          one(memory, left.get(done++), shared);
        }
      }
    }
  }

  /** What is cleared is not written again, unless a store before has written to the same bytes. */
  private static List<Statement.Store> withoutZeros(List<Statement.Store> stores) {
    List<Statement.Store> left = new ArrayList<>();
    int end = 0;
    for (Statement.Store store : stores) {
      if (!isZero(store.value()) || store.offset() < end) {
        left.add(store);
      }
      end = Math.max(end, store.offset() + store.type().type().size());
    }
    return left;
  }

  private static boolean isZero(Expression value) {
    return value instanceof Expression.Constant constant && constant.value() == 0;
  }

  /** The elements of a range (GNU) get the same values. */
  private void loop(Location.InMemory memory, Repetition repetition, SharedValues shared) {
    repetition.period().forEach(shared::evaluate);
    Register distance = parts.emit.copy(new Literal(0));
    BasicBlock body = parts.emit.newBlock();
    BasicBlock end = parts.emit.newBlock();
    parts.emit.start(body);
    Address element = parts.places.element(memory.address(), distance, 1);
    Location.InMemory there = new Location.InMemory(element, memory.isVolatile());
    repetition.period().forEach(store -> one(there, store, shared));
    int stride = repetition.stride();
    parts.emit.add(
        new Operation.Copy(
            distance, parts.emit.binary(Operation.BinaryOperator.ADD, distance, stride)));
    Literal all = new Literal(repetition.count() * stride);
    parts.emit.branch(Operation.Condition.NOT_EQUAL, distance, all, body, end);
    parts.emit.start(end);
  }

  private void scalar(Variable variable, Location location, List<Statement.Store> stores) {
    for (Statement.Store store : stores) {
      Value value = parts.expressions.rounded(store.value());
      parts.places.store(location, variable.type().type(), value);
    }
    if (stores.isEmpty()) {
      Type type = variable.type().type();
      Value zero =
          switch (Shape.of(type)) {
            case WIDE -> Value.wide(0);
            case REAL -> Value.of(Conversions.REAL_ZERO);
            default -> Value.of(new Literal(0));
          };
      parts.places.store(location, type, zero);
    }
  }

  private void one(Location.InMemory memory, Statement.Store store, SharedValues shared) {
    Address address = memory.address().plus(store.offset());
    boolean isVolatile = memory.isVolatile() || store.type().isVolatile();
    Type type = store.type().type();
    if (store.bitField().isPresent()) {
      Value value = shared.value(store);
      parts.bitFields.store(
          new Location.InBits(address, store.bitField().get(), isVolatile), value);
    } else if (Shape.of(type) == Shape.MEMORY) {
      shared.into(store, new Location.InMemory(address, isVolatile));
    } else {
      Value value = shared.value(store);
      parts.places.store(new Location.InMemory(address, isVolatile), type, value);
    }
  }

  /** Bytes and halves of words that are known and lie side by side become words. */
  private int constants(Location.InMemory memory, List<Statement.Store> stores, int from) {
    int count = 0;
    int bytes = 0;
    int word = 0;
    while (from + count < stores.size() && bytes < 4) {
      Statement.Store store = stores.get(from + count);
      if (!isNarrowConstant(memory, store)
          || store.offset() != stores.get(from).offset() + bytes
          || bytes + store.type().type().size() > 4) {
        break;
      }
      int size = store.type().type().size();
      int value = (int) ((Expression.Constant) store.value()).value();
      word |= (value & (1 << size * 8) - 1) << bytes * 8;
      bytes += size;
      count++;
    }
    if (count < 2 || bytes == 3) {
      return 0;
    }
    Address address = memory.address().plus(stores.get(from).offset());
    parts.emit.add(new Operation.Store(address, new Literal(word), bytes * 8, false));
    return count;
  }

  private static boolean isNarrowConstant(Location.InMemory memory, Statement.Store store) {
    Qualified type = store.type();
    return store.bitField().isEmpty()
        && !memory.isVolatile()
        && !type.isVolatile()
        && type.type().isInteger()
        && type.type().size() < 4
        && store.value() instanceof Expression.Constant;
  }

  void define(Statement.Define define) {
    Location location = parts.variables.location(define.variable());
    store(define.variable(), location, define.stores(), define.zeroFirst());
  }
}

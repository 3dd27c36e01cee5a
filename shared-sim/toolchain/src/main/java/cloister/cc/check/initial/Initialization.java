package cloister.cc.check.initial;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Conversions;
import cloister.cc.check.operand.Goal;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.report.Diagnostics;
import cloister.cc.syntax.Designator;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Initializer;
import cloister.cc.tree.Statement.Store;
import cloister.cc.type.Compatibility;
import cloister.cc.type.Field;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Goes through one initializer. */
public final class Initialization {
  private final Diagnostics diagnostics;
  private final Operands operands;
  private final Conversions conversions;
  private final Function<Expression, Operand> check;
  private final Positions positions;
  private final Stores stores = new Stores();
  private final boolean isStatic;
  private final Map<Union, Long> chosen = new LinkedHashMap<>();
  private final Deque<Range> ranges = new ArrayDeque<>();
  private Qualified outermost;
  private boolean tooLarge;

  /**
   * @param check what finds out what an expression stands for
   */
  public Initialization(
      Diagnostics diagnostics,
      Operands operands,
      Conversions conversions,
      Function<Expression, Operand> check,
      boolean isStatic) {
    this.diagnostics = diagnostics;
    this.operands = operands;
    this.conversions = conversions;
    this.check = check;
    this.isStatic = isStatic;
    outermost = Qualified.plain(Wrong.TYPE);
    positions = new Positions(diagnostics, check.andThen(operands::value));
  }

  public Initial run(Qualified type, Initializer initializer) {
    outermost = type;
    if (initializer instanceof Initializer.Single single) {
      single(type, single);
    } else if (initializer instanceof Initializer.Braced braced) {
      braced(type, 0, braced);
    }
    Qualified complete = completed(type);
    long size = complete.type().isComplete() ? complete.type().size() : 0;
    long whole = Math.max(size, stores.highest());
    return new Initial(complete, List.copyOf(stores.all()), !stores.coverAll(whole), (int) whole);
  }

  /** An array of unknown length is as long as its initializer. */
  private Qualified completed(Qualified type) {
    if (type.type() instanceof Type.Array array && array.length() == Type.Array.UNKNOWN) {
      long size = Math.max(1, array.element().type().size());
      long elements = Math.max(positions.mostElements(), (stores.highest() + size - 1) / size);
      return Qualified.plain(new Type.Array(array.element(), (int) elements));
    }
    return type;
  }

  private void single(Qualified type, Initializer.Single single) {
    Items one = new Items(List.of(new Initializer.Item(List.of(), single)), check);
    if (type.type() instanceof Type.Array array) {
      if (!string(array, 0, single.value())
          && !literal(type, 0, single.value())
          && !Wrong.within(type.type())) {
        check.apply(single.value());
        error(single.span(), "cc.type.initial.array", code("type", TypeText.of(type)));
      }
    } else if (!literal(type, 0, single.value())) {
      store(type, 0, Optional.empty(), one);
    }
  }

  /** A compound literal of the same type gives a static object its values (GNU). */
  private boolean literal(Qualified type, long offset, Expression value) {
    if (!(value instanceof Expression.CompoundLiteral literal)
        || type.type().isScalar()
        || !isStatic && !(type.type() instanceof Type.Array)) {
      return false;
    }
    Operand operand = check.apply(value);
    if (!Compatibility.compatible(operand.type().type(), type.type())) {
      return false;
    }
    braced(type, offset, literal.initializer());
    if (type == outermost
        && operand.type().type() instanceof Type.Array(var _, int length, var _)) {
      positions.seen(length);
    }
    return true;
  }

  private void braced(Qualified type, long offset, Initializer.Braced braced) {
    Items items = new Items(braced.items(), check);
    clear(type, offset);
    if (type.type() instanceof Type.Array array) {
      boolean one = braced.items().size() == 1 && braced.items().getFirst().designators().isEmpty();
      if (!one
          || !(braced.items().getFirst().initializer() instanceof Initializer.Single text)
          || !string(array, offset, text.value())) {
        aggregate(type, offset, items, true, List.of());
      }
    } else if (type.type() instanceof RecordType) {
      aggregate(type, offset, items, true, List.of());
    } else {
      scalar(type, offset, Optional.empty(), items, braced.span());
    }
  }

  /** An initializer for a whole takes the place of all those of its parts. */
  private void clear(Qualified type, long offset) {
    boolean open = type.type() instanceof Type.Array array && array.length() < 0;
    stores.clear(offset, open ? stores.highest() : type.type().size());
  }

  /** Another member of a union takes the place of the one before. */
  private void choose(Qualified type, long offset, Positions.Found found) {
    if (type.type() instanceof RecordType struct && struct.isUnion()) {
      Long before = chosen.put(new Union(offset, struct), found.next());
      if (before != null && before != found.next()) {
        clear(type, offset);
      }
    }
  }

  private record Union(long offset, RecordType type) {}

  /** {@code {5}} for a scalar. */
  private void scalar(
      Qualified type, long offset, Optional<Field> bitField, Items items, Span span) {
    if (!items.more()) {
      return;
    }
    if (!items.peek().designators().isEmpty()) {
      Span place = items.peek().designators().getFirst().span();
      error(place, "cc.type.initial.designator", code("type", TypeText.of(type)));
      return;
    }
    if (items.peek().initializer() instanceof Initializer.Braced inner) {
      scalar(type, offset, bitField, new Items(inner.items(), check), span);
      items.take();
    } else {
      store(type, offset, bitField, items);
    }
    if (items.more()) {
      warn(items.peek().initializer().span(), "cc.type.initial.excess");
    }
  }

  /**
   * Fills an array or structure.
   *
   * @param own true when the items stand in braces of its own, so that designators begin here
   * @param pending designators of the next item that lead on from here
   */
  private void aggregate(
      Qualified type, long offset, Items items, boolean own, List<Designator> pending) {
    List<Designator> path = pending;
    long position = 0;
    boolean excess = false;
    while (items.more() && !stores.full()) {
      boolean entered = !path.isEmpty();
      if (!entered) {
        endRanges(items);
        path = items.designators();
        if (!path.isEmpty() && !own) {
          return;
        }
        items.follow();
      }
      Optional<Positions.Found> found =
          path.isEmpty()
              ? positions.at(type, position)
              : positions.designated(type, path.getFirst());
      if (found.isEmpty()) {
        if (path.isEmpty() && !own) {
          return;
        }
        excess = skip(items, path.isEmpty() && !excess) || excess;
        path = List.of();
        continue;
      }
      List<Designator> rest = path.isEmpty() ? path : path.subList(1, path.size());
      if (found.get().again()) {
        rest = path;
      }
      if (type == outermost) {
        positions.seen(found.get().next());
      }
      choose(type, offset, found.get());
      int taken = items.taken();
      refuseInner(type, found.get(), items);
      part(found.get(), offset, items, rest);
      if (items.taken() == taken && type.type() instanceof Type.Array) {
        excess = skip(items, !excess) || excess;
      }
      position = found.get().next();
      path = List.of();
    }
    if (stores.full() && own && items.more()) {
      large(items.peek().initializer().span());
      while (items.more()) {
        items.take();
      }
    }
  }

  /** Told once: all that surrounds it is as large. */
  private void large(Span span) {
    if (!tooLarge) {
      tooLarge = true;
      error(span, "cc.type.initial.large");
    }
  }

  /** Passes over an item that has no place. */
  private boolean skip(Items items, boolean tell) {
    if (tell) {
      warn(items.peek().initializer().span(), "cc.type.initial.excess");
    }
    if (items.peek().initializer() instanceof Initializer.Single) {
      items.operand();
    }
    items.take();
    return tell;
  }

  private void part(Positions.Found found, long offset, Items items, List<Designator> rest) {
    if (found.count() == 1) {
      element(found, offset + found.offset(), items, rest);
      return;
    }
    // What follows goes on behind the last element, which only matters where it stays inside.
    boolean inside = !rest.isEmpty() || !found.type().type().isScalar() && !items.atBraces();
    long which = inside ? found.count() - 1 : 0;
    long at = offset + found.offset() + which * found.type().type().size();
    Span span = items.peek().initializer().span();
    Range range = new Range(found, at, which, items, items.taken(), stores.note(), span);
    ranges.addLast(range);
    element(found, at, items, rest);
    if (ranges.peekLast() == range) {
      repeat(ranges.removeLast());
    }
  }

  /**
   * GNU's range of elements that one item initialises.
   *
   * @param at where the element is that is initialised first
   * @param which its number in the range
   * @param taken how many items had been taken before
   * @param outer what had been noted around it
   */
  private record Range(
      Positions.Found found,
      long at,
      long which,
      Items items,
      int taken,
      List<Stores.Noted> outer,
      Span span) {}

  /** The item of a range is done when another one begins. */
  private void endRanges(Items items) {
    while (!ranges.isEmpty()
        && ranges.getLast().items() == items
        && items.taken() > ranges.getLast().taken()) {
      repeat(ranges.removeLast());
    }
  }

  /** Does the same for the other elements of the range. */
  private void repeat(Range range) {
    List<Stores.Noted> first = stores.noted(range.outer());
    long size = range.found().type().type().size();
    Map<Union, Long> inside = new LinkedHashMap<>(chosen);
    inside
        .keySet()
        .removeIf(union -> union.offset() < range.at() || union.offset() >= range.at() + size);
    for (long i = 0; i < range.found().count(); i++) {
      if (stores.full()) {
        large(range.span());
        return;
      }
      long distance = (i - range.which()) * size;
      if (distance != 0) {
        if (!inside.isEmpty()) {
          stores.clear(range.at() + distance, size);
        }
        inside.forEach(
            (union, member) ->
                chosen.put(new Union(union.offset() + distance, union.type()), member));
        first.forEach(noted -> stores.repeat(noted, distance));
      }
    }
  }

  private void element(Positions.Found found, long offset, Items items, List<Designator> rest) {
    Qualified type = found.type();
    if (!rest.isEmpty()) {
      if (type.type().isScalar()) {
        error(
            rest.getFirst().span(), "cc.type.initial.designator", code("type", TypeText.of(type)));
        skip(items, false);
      } else {
        aggregate(type, offset, items, false, rest);
      }
      return;
    }
    if (refusesFlexible(type, items.peek().initializer().span())) {
      skip(items, false);
    } else if (items.peek().initializer() instanceof Initializer.Braced inner) {
      braced(found, offset, inner);
      items.take();
    } else if (type.type() instanceof Type.Array array) {
      Expression value = ((Initializer.Single) items.peek().initializer()).value();
      if (string(array, offset, value) || literal(type, offset, value)) {
        items.take();
      } else {
        aggregate(type, offset, items, false, List.of());
      }
    } else if (type.type() instanceof RecordType && !isWhole(type, items)) {
      aggregate(type, offset, items, false, List.of());
    } else if (literal(type, offset, ((Initializer.Single) items.peek().initializer()).value())) {
      items.take();
    } else {
      store(type, offset, found.bitField(), items);
    }
  }

  private void braced(Positions.Found found, long offset, Initializer.Braced inner) {
    if (found.bitField().isEmpty()) {
      braced(found.type(), offset, inner);
    } else {
      Items items = new Items(inner.items(), check);
      scalar(found.type(), offset, found.bitField(), items, inner.span());
    }
  }

  /** Only a static object can have elements beyond its type (GNU). */
  private boolean refusesFlexible(Qualified type, Span span) {
    boolean open = type.type() instanceof Type.Array array && array.length() < 0;
    if (open && !isStatic) {
      error(span, "cc.type.initial.flexible");
    }
    return open && !isStatic;
  }

  /**
   * There is room for a flexible member's elements at the end of the whole object alone. GCC takes
   * a string there also at the end of a member.
   */
  private void refuseInner(Qualified type, Positions.Found found, Items items) {
    boolean open = found.type().type() instanceof Type.Array array && array.length() < 0;
    boolean many = outermost.type() instanceof Type.Array;
    boolean list = items.atBraces() && !items.atEmptyBraces();
    if (isStatic && open && type != outermost && (many || list)) {
      error(items.peek().initializer().span(), "cc.type.initial.flexible.inner");
    }
  }

  /** True when the next item is a structure's whole value. */
  private boolean isWhole(Qualified type, Items items) {
    Type value = items.operand().type().type();
    return Compatibility.compatible(value, type.type()) || Wrong.within(value);
  }

  private void store(Qualified type, long offset, Optional<Field> bitField, Items items) {
    cloister.cc.tree.Expression value = operands.value(items.operand());
    items.take();
    cloister.cc.tree.Expression converted =
        conversions.assign(value, type.type(), Goal.initializer());
    if (!Wrong.is(converted.type())) {
      Qualified plain = new Qualified(type.type(), false, type.isVolatile());
      stores.add(new Store((int) offset, plain, bitField, converted));
    }
  }

  private boolean string(Type.Array array, long offset, Expression value) {
    Optional<StringValue> text = StringValue.of(value, array, diagnostics);
    if (text.isEmpty()) {
      return false;
    }
    if (text.get().isTooLong()) {
      warn(value.span(), "cc.type.initial.string");
    }
    clear(Qualified.plain(array), offset);
    text.get().stores(offset, value.span()).forEach(stores::add);
    return true;
  }

  private void error(Span span, String id, Argument... arguments) {
    diagnostics.error(span, Message.of(id, arguments));
  }

  private void warn(Span span, String id, Argument... arguments) {
    diagnostics.warn(span, Message.of(id, arguments));
  }
}

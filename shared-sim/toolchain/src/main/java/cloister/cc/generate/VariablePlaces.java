package cloister.cc.generate;

import cloister.cc.code.Debug;
import cloister.cc.generate.allocate.Placement;
import cloister.cc.generate.emit.Blocks;
import cloister.cc.generate.emit.FunctionEmitter;
import cloister.cc.generate.emit.Ranges;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.machine.Slot;
import cloister.cc.generate.select.FunctionSelector;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.tree.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the variables of a function are, for debuggers. */
final class VariablePlaces {
  private final IrFunction source;
  private final FunctionSelector selector;
  private final Placement placement;
  private final FunctionEmitter emitter;
  private final Ranges ranges;
  private final Blocks blocks;

  VariablePlaces(
      IrFunction source,
      FunctionSelector selector,
      Placement placement,
      FunctionEmitter emitter,
      Ranges ranges,
      Blocks blocks) {
    this.source = source;
    this.selector = selector;
    this.placement = placement;
    this.emitter = emitter;
    this.ranges = ranges;
    this.blocks = blocks;
  }

  /** The virtual registers of each home that is in words. */
  static List<int[]> registers(IrFunction source) {
    List<int[]> registers = new ArrayList<>();
    for (IrFunction.Home home : source.homes()) {
      registers.add(
          home.place().stream()
              .filter(place -> place instanceof Operand.Register r && !isReal(r))
              .mapToInt(place -> number((Operand.Register) place))
              .toArray());
    }
    return registers;
  }

  private static boolean isReal(Operand.Register register) {
    return register.kind() == Operand.Kind.REAL;
  }

  private static int number(Operand.Register register) {
    return Registers.FIRST_VIRTUAL + register.number();
  }

  List<Debug.Variable> variables() {
    List<Debug.Variable> variables = new ArrayList<>();
    for (int i = 0; i < source.homes().size(); i++) {
      IrFunction.Home home = source.homes().get(i);
      List<Debug.Location> places = new ArrayList<>();
      if (i > 0 && source.homes().get(i - 1).variable() == home.variable()) {
        places.addAll(variables.removeLast().places());
      }
      places.addAll(locations(home, i));
      variables.add(variable(home, places));
    }
    return variables;
  }

  private Debug.Variable variable(IrFunction.Home home, List<Debug.Location> places) {
    Symbol.Variable variable = home.variable();
    return new Debug.Variable(
        variable.name(),
        variable.type(),
        variable.storage() == Symbol.Storage.PARAMETER,
        variable.span(),
        home.scopeEnd(),
        blocks.indexOf(new Blocks.Block(home.scopeStart(), home.scopeEnd())),
        places);
  }

  private List<Debug.Location> locations(IrFunction.Home home, int index) {
    if (home.place().isEmpty()) {
      return List.of();
    }
    return switch (home.place().getFirst()) {
      // One that is aligned more than the stack has its place only when the program runs.
      case Operand.FrameAddress frame
          when !frame.object().isArgument() && frame.object().alignment() > Slot.STACK_ALIGNMENT ->
          List.of();
      case Operand.FrameAddress frame ->
          everywhere(Optional.of(selector.slot(frame.object())), frame.offset());
      case Operand.Register register when isReal(register) ->
          everywhere(selector.realSlot(register, home.variable().type().type()), 0);
      case Operand.Register register -> words(home.place(), index);
      default -> List.of();
    };
  }

  private List<Debug.Location> everywhere(Optional<Slot> slot, int offset) {
    return slot.filter(place -> place.isUsed() || place.isArgument())
        .map(place -> List.of(new Debug.Location("", "", emitter.where(place, offset))))
        .orElse(List.of());
  }

  private List<Debug.Location> words(List<Operand> place, int index) {
    int first = number((Operand.Register) place.getFirst());
    Slot slot = placement.slots().get(first);
    if (slot != null) {
      return place.size() == 1 ? everywhere(Optional.of(slot), 0) : List.of();
    }
    int low = placement.places()[first];
    int high = placement.places()[number((Operand.Register) place.getLast())];
    if (low < 0 || high < 0) {
      return List.of();
    }
    Debug.Where where =
        place.size() == 1 ? new Debug.Where.InRegister(low) : new Debug.Where.InPair(low, high);
    return ranges.of(index).stream()
        .map(range -> new Debug.Location(range.from(), range.to(), where))
        .toList();
  }
}

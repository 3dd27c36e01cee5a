package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Slot;
import cloister.cc.ir.Address;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packs sums that wait into base, index, scale, displacement and symbol of one address. */
final class Addresses {
  private final Selection selection;

  Addresses(Selection selection) {
    this.selection = selection;
  }

  /** An address under construction. */
  private static final class Form {
    private Optional<Slot> slot = Optional.empty();
    private int base = MachineOperand.NO_REGISTER;
    private int index = MachineOperand.NO_REGISTER;
    private int scale = 1;
    private int displacement;
    private String symbol = "";
    private List<Operand> registers = new ArrayList<>();

    Form copy() {
      Form copy = new Form();
      copy.slot = slot;
      copy.base = base;
      copy.index = index;
      copy.scale = scale;
      copy.displacement = displacement;
      copy.symbol = symbol;
      copy.registers = new ArrayList<>(registers);
      return copy;
    }

    private boolean hasBase() {
      return base >= 0 || slot.isPresent();
    }

    /** Finds room for a register times a scale. */
    boolean place(int register, int times) {
      if (times == 1 && !hasBase()) {
        base = register;
        return true;
      }
      if (index < 0) {
        index = register;
        scale = times;
        return true;
      }
      if (scale == 1 && !hasBase()) {
        base = index;
        index = register;
        scale = times;
        return true;
      }
      return false;
    }

    boolean place(Slot frame) {
      if (hasBase() && (slot.isPresent() || index >= 0)) {
        return false;
      }
      if (base >= 0) {
        index = base;
        scale = 1;
        base = MachineOperand.NO_REGISTER;
      }
      slot = Optional.of(frame);
      return true;
    }

    Memory memory(int bits) {
      return new Memory(bits, slot, base, index, scale, displacement, symbol);
    }
  }

  Memory memory(Address address, int bits) {
    Form form = fit(address, true);
    if (form == null) {
      form = fit(address, false);
    }
    if (form == null) {
      form = inRegisters(address);
    }
    form.displacement += address.offset();
    return finish(form, bits);
  }

  Memory sum(Operand left, Operand right) {
    Form form = new Form();
    if (fit(form, left, 1) && fit(form, right, 1)) {
      return finish(form, 0);
    }
    form = new Form();
    if (fit(form, left, 1) && plain(form, right, 1)) {
      return finish(form, 0);
    }
    form = new Form();
    if (plain(form, left, 1) && fit(form, right, 1)) {
      return finish(form, 0);
    }
    form = new Form();
    form.base = selection.register(left).number();
    form.index = selection.register(right).number();
    return form.memory(0);
  }

  private Memory finish(Form form, int bits) {
    form.registers.forEach(selection::make);
    return form.memory(bits);
  }

  private Form fit(Address address, boolean deep) {
    Form form = new Form();
    boolean fits = deep ? fit(form, address.base(), 1) : plain(form, address.base(), 1);
    if (fits && address.index().isPresent()) {
      fits = fit(form, address.index().get(), address.scale());
      if (!fits && deep) {
        form = new Form();
        fits = fit(form, address.base(), 1) && plain(form, address.index().get(), address.scale());
      }
    }
    return fits ? form : null;
  }

  private Form inRegisters(Address address) {
    Form form = new Form();
    form.base = selection.register(address.base()).number();
    if (address.index().isPresent()) {
      form.index = selection.register(address.index().get()).number();
      form.scale = address.scale();
    }
    return form;
  }

  private boolean fit(Form form, Operand operand, int scale) {
    Operation waiting = selection.folding.waiting(operand);
    if (waiting != null) {
      Form before = form.copy();
      if (fits(form, waiting, scale)) {
        return true;
      }
      restore(form, before);
    }
    return plain(form, operand, scale);
  }

  private static void restore(Form form, Form before) {
    form.slot = before.slot;
    form.base = before.base;
    form.index = before.index;
    form.scale = before.scale;
    form.displacement = before.displacement;
    form.symbol = before.symbol;
    form.registers = before.registers;
  }

  private boolean fits(Form form, Operation operation, int scale) {
    return switch (operation) {
      case Operation.Binary sum when sum.operator() == BinaryOperator.ADD ->
          fit(form, sum.left(), scale) && fit(form, sum.right(), scale);
      case Operation.Binary difference when difference.operator() == BinaryOperator.SUBTRACT -> {
        int value = ((Operand.Literal) difference.right()).value();
        form.displacement -= value * scale;
        yield fit(form, difference.left(), scale);
      }
      case Operation.Binary shift when shift.operator() == BinaryOperator.SHIFT_LEFT -> {
        int times = scale << ((Operand.Literal) shift.right()).value();
        yield times <= 8 && fit(form, shift.left(), times);
      }
      case Operation.AddressOf address -> {
        Address inner = address.address();
        form.displacement += inner.offset() * scale;
        yield fit(form, inner.base(), scale)
            && (inner.index().isEmpty()
                || scale * inner.scale() <= 8
                    && fit(form, inner.index().get(), scale * inner.scale()));
      }
      default -> false;
    };
  }

  /** An operand as it is; what waits for it is made before. */
  private boolean plain(Form form, Operand operand, int scale) {
    return switch (operand) {
      case Operand.Literal literal -> {
        form.displacement += literal.value() * scale;
        yield true;
      }
      case Operand.SymbolAddress symbol -> {
        boolean free = form.symbol.isEmpty() && scale == 1;
        if (free) {
          form.symbol = symbol.symbol();
          form.displacement += symbol.offset();
        }
        yield free;
      }
      case Operand.FrameAddress frame -> frame(form, frame, scale);
      case Operand.Register register -> {
        Reg reg = selection.reg(register);
        boolean placed = form.place(reg.number(), scale);
        if (placed) {
          form.registers.add(register);
        }
        yield placed;
      }
      case Operand.RealLiteral real -> false;
    };
  }

  private boolean frame(Form form, Operand.FrameAddress frame, int scale) {
    Reg aligned = selection.alignedAddress(frame.object());
    boolean placed =
        scale == 1
            && (aligned != null
                ? form.place(aligned.number(), 1)
                : form.place(selection.slot(frame.object())));
    if (placed) {
      form.displacement += frame.offset();
    }
    return placed;
  }
}

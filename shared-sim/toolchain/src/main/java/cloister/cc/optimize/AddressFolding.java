package cloister.cc.optimize;

import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Binary;
import cloister.cc.ir.Operation.BinaryOperator;
import java.util.List;
import java.util.Optional;

/**
 * Lets the machine's addresses do sums and shifts: what is only used in addresses is computed by
 * them (SDM vol. 1, 3.7.5).
 */
final class AddressFolding {
  private static final int DEEPEST = 6;

  /** How many uses a folded register may have outside of addresses: none, or the sum's own. */
  private static final int ONLY_ADDRESSES = 0;

  private static final int BY_ITS_SUM = 1;

  private final SsaForm form;
  private final List<Optional<Operation>> definitions;
  private final int[] uses;
  private final int[] inAddresses;

  private AddressFolding(SsaForm form) {
    this.form = form;
    definitions = form.definitions();
    uses = new int[form.function().registerCount()];
    inAddresses = new int[uses.length];
  }

  static void run(SsaForm form) {
    AddressFolding pass = new AddressFolding(form);
    form.graph().order().forEach(pass::count);
    form.graph().order().forEach(pass::block);
  }

  private void count(BasicBlock block) {
    for (BasicBlock.Phi phi : block.phis()) {
      for (Operand value : phi.values().values()) {
        if (value instanceof Register register) {
          uses[register.number()]++;
        }
      }
    }
    for (Instruction one : block.instructions()) {
      Mentions.reads(one.operation(), from -> uses[from.number()]++);
      Addresses.in(one.operation(), this::countAddress);
    }
    Mentions.reads(block.terminator(), from -> uses[from.number()]++);
  }

  private void countAddress(Address address) {
    if (address.base() instanceof Register base) {
      inAddresses[base.number()]++;
    }
    address.index().ifPresent(index -> inAddresses[index.number()]++);
  }

  private void block(BasicBlock block) {
    block.instructions().replaceAll(one -> new Instruction(folded(one.operation()), one.span()));
  }

  private Operation folded(Operation operation) {
    return operation instanceof Binary binary && binary.operator() == BinaryOperator.ADD
        ? sum(binary)
        : new AddressRewriter(this::folded).operation(operation);
  }

  /** A sum of a sum or of a shift that nobody else needs is one address. */
  private Operation sum(Binary add) {
    if (!(add.left() instanceof Register left)) {
      return add;
    }
    Address plain;
    if (add.right() instanceof Literal(int distance)) {
      plain = Address.of(left, distance);
    } else if (add.right() instanceof Register right) {
      plain = Address.of(left, 0).indexed(right, 1);
    } else {
      plain = Address.of(add.right(), 0).indexed(left, 1);
    }
    Address whole = plain;
    for (int i = 0; i < DEEPEST; i++) {
      Optional<Address> next = step(whole, BY_ITS_SUM);
      if (next.isEmpty()) {
        break;
      }
      whole = next.get();
    }
    return whole.equals(plain) || whole.asOperand().isPresent()
        ? add
        : new Operation.AddressOf(add.to(), whole);
  }

  private Address folded(Address address) {
    Address whole = address;
    for (int i = 0; i < DEEPEST; i++) {
      Optional<Address> next = step(whole, ONLY_ADDRESSES);
      if (next.isEmpty()) {
        return whole;
      }
      whole = next.get();
    }
    return whole;
  }

  /**
   * The definition, when it is not needed once it is folded.
   *
   * @param others {@link #ONLY_ADDRESSES}, where every use is an address and may fold on its own;
   *     or {@link #BY_ITS_SUM}, where the sum at hand, or what it folded before, must be the only
   *     use
   */
  private Optional<Operation> only(Register register, int others) {
    int number = register.number();
    boolean folds = number < uses.length && uses[number] - inAddresses[number] <= others;
    return folds && (others == ONLY_ADDRESSES || uses[number] == 1)
        ? definitions.get(number)
        : Optional.empty();
  }

  /** The address with the definition of its base or of its index in it. */
  private Optional<Address> step(Address address, int others) {
    if (address.base() instanceof Register base) {
      Optional<Address> folded = only(base, others).flatMap(by -> base(address, by));
      if (folded.isPresent()) {
        return folded;
      }
    }
    if (address.index().isEmpty()) {
      return Optional.empty();
    }
    Register index = address.index().get();
    if (address.scale() == 1 && address.base() instanceof Register base) {
      Address swapped = Address.of(index, address.offset()).indexed(base, 1);
      Optional<Address> folded = only(index, others).flatMap(by -> base(swapped, by));
      if (folded.isPresent()) {
        return folded;
      }
    }
    return only(index, others).flatMap(by -> index(address, by));
  }

  private boolean isValue(Operand operand) {
    return form.isValue(operand);
  }

  private Optional<Address> base(Address address, Operation by) {
    return switch (by) {
      case Binary(BinaryOperator operator, Register _, Operand left, Operand right)
          when operator == BinaryOperator.ADD && isValue(left) && isValue(right) ->
          sum(address, left, right);
      case Binary(BinaryOperator operator, Register _, Register left, Literal(int count))
          when operator == BinaryOperator.SHIFT_LEFT
              && count <= 3
              && isValue(left)
              && address.index().isEmpty() ->
          Optional.of(new Address(new Literal(0), Optional.of(left), 1 << count, address.offset()));
      case Operation.AddressOf(Register _, Address inner) when isFixed(inner) ->
          nested(address, inner);
      default -> Optional.empty();
    };
  }

  private boolean isFixed(Address address) {
    return isValue(address.base()) && address.index().filter(i -> !isValue(i)).isEmpty();
  }

  private static Optional<Address> sum(Address address, Operand left, Operand right) {
    if (right instanceof Literal(int distance)) {
      return Optional.of(
          new Address(left, address.index(), address.scale(), address.offset() + distance));
    }
    if (address.index().isPresent() || !(left instanceof Register index)) {
      return Optional.empty();
    }
    return right instanceof Register other
        ? Optional.of(Address.of(left, address.offset()).indexed(other, 1))
        : Optional.of(Address.of(right, address.offset()).indexed(index, 1));
  }

  private static Optional<Address> nested(Address address, Address inner) {
    if (address.index().isEmpty()) {
      return Optional.of(inner.plus(address.offset()));
    }
    return inner.index().isEmpty()
        ? Optional.of(
            new Address(
                inner.base(), address.index(), address.scale(), address.offset() + inner.offset()))
        : Optional.empty();
  }

  private Optional<Address> index(Address address, Operation by) {
    if (!(by instanceof Binary binary)
        || !(binary.left() instanceof Register left)
        || !(binary.right() instanceof Literal(int value))
        || !isValue(left)) {
      return Optional.empty();
    }
    int scale = address.scale();
    if (binary.operator() == BinaryOperator.ADD) {
      return Optional.of(address.plus(value * scale).indexed(left, scale));
    }
    return binary.operator() == BinaryOperator.SHIFT_LEFT && value <= 3 && scale << value <= 8
        ? Optional.of(address.indexed(left, scale << value))
        : Optional.empty();
  }
}

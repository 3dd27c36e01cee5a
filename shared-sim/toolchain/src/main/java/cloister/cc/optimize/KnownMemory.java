package cloister.cc.optimize;

import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.RealFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What memory holds because it was read or written before: reads become copies. */
final class KnownMemory {
  private final SsaForm form;
  private final Definitions definitions;
  private final PrivateObjects objects;
  private final UnaryOperator<String> aliases;
  private final Map<BasicBlock, MemoryState> exits = new LinkedHashMap<>();
  private final Map<Key, Content> contents = new LinkedHashMap<>();
  private MemoryState now;
  private int numbers;

  KnownMemory(SsaForm form, Definitions definitions, UnaryOperator<String> aliases) {
    this.aliases = aliases;
    this.form = form;
    this.definitions = definitions;
    objects = new PrivateObjects(form.graph().order());
    now = fresh();
  }

  /** A place at a time. */
  private record Key(Address address, int version, boolean real) {}

  /**
   * What it holds.
   *
   * @param bits of the value that are in memory, counted from the low end
   */
  private record Content(BasicBlock block, Operand value, int bits) {}

  private MemoryState fresh() {
    return new MemoryState(objects::isPrivate, aliases, () -> ++numbers);
  }

  /** Goes on with the state of the block before, when there is one alone. */
  void enter(BasicBlock block) {
    List<BasicBlock> before = form.graph().predecessors(block);
    MemoryState known = before.size() == 1 ? exits.get(before.getFirst()) : null;
    now = known == null ? fresh() : known.copy();
  }

  void leave(BasicBlock block) {
    exits.put(block, now);
  }

  private Optional<Content> content(BasicBlock block, Address address, boolean real) {
    Content content = contents.get(new Key(address, now.version(address), real));
    return content != null && form.graph().dominates(content.block(), block)
        ? Optional.of(content)
        : Optional.empty();
  }

  /** A read of what is known, as an operation without memory. */
  Operation read(BasicBlock block, Operation operation) {
    return switch (operation) {
      case Operation.Load load when !load.isVolatile() && isFixed(load.from()) ->
          content(block, load.from(), false).flatMap(content -> word(load, content)).orElse(load);
      case Operation.RealLoad load when !load.isVolatile() && isFixed(load.from()) ->
          content(block, load.from(), true)
              .flatMap(content -> real(block, load, content))
              .orElse(load);
      default -> operation;
    };
  }

  private Optional<Operation> word(Operation.Load load, Content content) {
    if (content.bits() < load.bits()) {
      return Optional.empty();
    }
    return Optional.of(
        load.bits() == 32
            ? new Operation.Copy(load.to(), content.value())
            : new Operation.Extend(load.to(), content.value(), load.bits(), load.signed()));
  }

  /** In one block alone: the x87's stack is short. */
  private Optional<Operation> real(BasicBlock block, Operation.RealLoad load, Content content) {
    if (content.bits() != bits(load.format())
        || content.block() != block && !isPrivate(load.from())) {
      return Optional.empty();
    }
    return Optional.of(
        isRounded(content.value(), load.format())
            ? new Operation.Copy(load.to(), content.value())
            : new Operation.RealRound(load.to(), content.value(), load.format()));
  }

  private boolean isPrivate(Address address) {
    return address.base() instanceof Operand.FrameAddress frame
        && objects.isPrivate(frame.object());
  }

  private boolean isRounded(Operand value, RealFormat format) {
    return format == RealFormat.EXTENDED
        || definitions
            .of(value)
            .map(
                operation ->
                    switch (operation) {
                      case Operation.RealLoad load -> load.format().compareTo(format) <= 0;
                      case Operation.RealRound round -> round.format().compareTo(format) <= 0;
                      default -> false;
                    })
            .orElse(false);
  }

  private boolean isFixed(Address address) {
    return form.isValue(address.base())
        && address.index().filter(index -> !form.isValue(index)).isEmpty();
  }

  /** Notes what the operation read or wrote. */
  void done(BasicBlock block, Operation operation) {
    now.after(operation);
    switch (operation) {
      case Operation.Load load when !load.isVolatile() ->
          note(block, load.from(), load.to(), load.bits(), false);
      case Operation.RealLoad load when !load.isVolatile() ->
          note(block, load.from(), load.to(), bits(load.format()), true);
      case Operation.Store store when !store.isVolatile() ->
          note(block, store.to(), store.value(), store.bits(), false);
      case Operation.RealStore store when !store.isVolatile() ->
          note(block, store.to(), store.value(), bits(store.format()), true);
      default -> {}
    }
  }

  private static int bits(RealFormat format) {
    return 8 * format.bytes();
  }

  private void note(BasicBlock block, Address at, Operand value, int bits, boolean real) {
    boolean stays = !(value instanceof Register register) || !form.isMutable(register);
    Key key = new Key(at, now.version(at), real);
    if (stays && isFixed(at)) {
      contents.put(key, new Content(block, value, bits));
    }
  }
}

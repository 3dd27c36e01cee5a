package cloister.cc.optimize;

import cloister.asm.report.Span;
import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.BasicBlock.Instruction;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Argument;
import cloister.cc.ir.Operation.ArgumentRegister;
import cloister.cc.ir.Rewriter;
import cloister.cc.ir.Substitution;
import cloister.cc.ir.Terminator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of a function in the place of a call. The arguments are stored to objects of the caller's
 * frame, where the body reads them; later passes see that nothing else does.
 */
final class InlinedBody {
  private final IrFunction caller;
  private final IrFunction callee;
  private final Operation.Call call;
  private final BasicBlock block;
  private final int place;
  private final BasicBlock after;
  private final Map<Register, Register> registers = new LinkedHashMap<>();
  private final Map<FrameObject, FrameObject> objects = new LinkedHashMap<>();
  private final Map<BasicBlock, BasicBlock> blocks = new LinkedHashMap<>();

  /**
   * @param block where the call is
   * @param place which of the block's instructions it is
   */
  InlinedBody(
      IrFunction caller, IrFunction callee, Operation.Call call, BasicBlock block, int place) {
    this.caller = caller;
    this.callee = callee;
    this.call = call;
    this.block = block;
    this.place = place;
    after = caller.newBlock();
  }

  /**
   * False for what has an address of its own, grows the stack, is returned to twice, or is called
   * with other words.
   */
  static boolean isPossible(IrFunction callee, Operation.Call call) {
    int bytes = Argument.bytes(call.arguments());
    if (callee.symbol().type().variadic()
        || callee.symbol().traits().naked()
        || callee.mayReturnTwice()) {
      return false;
    }
    for (FrameObject object : callee.objects()) {
      if (object.isArgument() && object.argumentOffset() + object.sizeBytes() > bytes) {
        return false;
      }
    }
    boolean given =
        callee.blocks().getFirst().instructions().stream()
            .allMatch(
                one ->
                    !(one.operation() instanceof Operation.Incoming incoming)
                        || incoming(call, incoming.from()).isPresent());
    return given && callee.blocks().stream().allMatch(InlinedBody::canMove);
  }

  private static boolean canMove(BasicBlock block) {
    boolean plainEnd =
        !(block.terminator() instanceof Terminator.JumpComputed)
            && !(block.terminator() instanceof Terminator.AssemblyGoto);
    return plainEnd
        && block.symbol().isEmpty()
        && block.instructions().stream().allMatch(one -> canMove(one.operation()));
  }

  private static boolean canMove(Operation operation) {
    return switch (operation) {
      case Operation.Allocate _, Operation.FrameValue _, Operation.BlockAddress _ -> false;
      // A label in assembly must not stand twice.
      case Operation.Assembly assembly -> assembly.source().template().indexOf(':') < 0;
      default -> true;
    };
  }

  private static Optional<Operand> incoming(Operation.Call call, ArgumentRegister register) {
    for (Argument argument : call.arguments()) {
      if (argument instanceof Argument.InRegister(Operand value, ArgumentRegister place)
          && place == register) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  List<BasicBlock> blocks() {
    return List.copyOf(blocks.values());
  }

  /** Where the caller goes on. */
  BasicBlock after() {
    return after;
  }

  void insert() {
    Span span = block.instructions().get(place).span();
    List<Instruction> behind = block.instructions().subList(place + 1, block.instructions().size());
    after.instructions().addAll(behind);
    after.end(block.terminator(), block.endSpan());
    behind.clear();
    block.instructions().removeLast();
    for (BasicBlock one : callee.blocks()) {
      blocks.put(one, caller.newBlock());
    }
    arguments(span);
    block.end(new Terminator.Jump(blocks.get(callee.blocks().getFirst())), span);
    Rewriter rewriter = new Rewriter(new Renaming());
    callee.blocks().forEach(one -> copy(one, rewriter));
  }

  /** Several objects of the callee may name one argument; an argument without one is dropped. */
  private void arguments(Span span) {
    Map<Integer, FrameObject> byOffset = new LinkedHashMap<>();
    for (FrameObject old : callee.objects()) {
      if (old.isArgument() && old.sizeBytes() == 0) {
        // It begins where the next argument does.
        objects.put(old, local(old));
      } else if (old.isArgument()) {
        objects.put(old, byOffset.computeIfAbsent(old.argumentOffset(), at -> local(old)));
      }
    }
    int offset = 0;
    for (Argument argument : call.arguments()) {
      for (Map.Entry<Integer, FrameObject> target : byOffset.entrySet()) {
        int inside = offset - target.getKey();
        boolean named = inside >= 0 && inside < target.getValue().sizeBytes();
        if (named && argument.bytes() > 0) {
          Operand base = new Operand.FrameAddress(target.getValue(), 0);
          store(argument, Address.of(base, inside), span);
        }
      }
      offset += argument.bytes();
    }
  }

  private FrameObject local(FrameObject old) {
    return caller.newObject(old.name(), old.sizeBytes(), old.alignment());
  }

  private void store(Argument argument, Address to, Span span) {
    Operation store =
        switch (argument) {
          case Argument.Word word -> new Operation.Store(to, word.value(), 32, false);
          case Argument.InFormat real ->
              new Operation.RealStore(to, real.value(), real.format(), false);
          case Argument.Block copied ->
              new Operation.CopyBlock(to, copied.from(), copied.size(), false);
          case Argument.InRegister word -> throw new IllegalStateException("not stored: " + word);
        };
    block.add(store, span);
  }

  private void copy(BasicBlock old, Rewriter rewriter) {
    BasicBlock fresh = blocks.get(old);
    for (Instruction one : old.instructions()) {
      Operation renamed =
          one.operation() instanceof Operation.Incoming(Register to, ArgumentRegister from)
              ? new Operation.Copy(rewriter.written(to), incoming(call, from).orElseThrow())
              : rewriter.operation(one.operation());
      fresh.add(renamed, one.span());
    }
    if (old.terminator() instanceof Terminator.Return(List<Operand> values)) {
      List<Operand> results = rewriter.operands(values);
      for (int i = 0; i < Math.min(results.size(), call.results().size()); i++) {
        fresh.add(new Operation.Copy(call.results().get(i), results.get(i)), old.endSpan());
      }
      fresh.end(new Terminator.Jump(after), old.endSpan());
    } else {
      Terminator renamed = rewriter.terminator(old.terminator());
      fresh.end(Retargeting.of(renamed, blocks::get), old.endSpan());
    }
  }

  /** The callee's registers and objects get counterparts in the caller. */
  private final class Renaming implements Substitution {
    @Override
    public Operand read(Operand operand) {
      return switch (operand) {
        case Register register -> written(register);
        case Operand.FrameAddress frame ->
            new Operand.FrameAddress(
                objects.computeIfAbsent(frame.object(), InlinedBody.this::local), frame.offset());
        default -> operand;
      };
    }

    @Override
    public Register written(Register register) {
      return registers.computeIfAbsent(register, old -> caller.newRegister(old.kind()));
    }
  }
}

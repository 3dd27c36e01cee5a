package cloister.cc.ir;

import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation.Argument;
import java.util.List;
import java.util.Locale;

/** Writes the intermediate representation for people: one operation a line. */
public final class IrText {
  private final StringBuilder out = new StringBuilder();

  private IrText() {}

  public static String of(IrModule module) {
    IrText text = new IrText();
    module.functions().forEach(text::function);
    return text.out.toString();
  }

  public static String of(IrFunction function) {
    IrText text = new IrText();
    text.function(function);
    return text.out.toString();
  }

  private void function(IrFunction function) {
    out.append(function.symbol().assemblerName()).append(":\n");
    for (BasicBlock block : function.blocks()) {
      out.append(name(block)).append(":\n");
      for (BasicBlock.Phi phi : block.phis()) {
        out.append("  ").append(of(phi.to())).append(" = phi");
        phi.values().forEach((from, value) -> out.append(" " + name(from) + ":" + of(value)));
        out.append('\n');
      }
      for (BasicBlock.Instruction instruction : block.instructions()) {
        out.append("  ").append(of(instruction.operation())).append('\n');
      }
      out.append("  ").append(block.isEnded() ? of(block.terminator()) : "?").append('\n');
    }
  }

  private static String name(BasicBlock block) {
    return "b" + block.number();
  }

  public static String of(Operand operand) {
    return switch (operand) {
      case Register register ->
          (register.kind() == Operand.Kind.REAL ? "f" : "r") + register.number();
      case Operand.Literal literal -> Integer.toString(literal.value());
      case Operand.RealLiteral real ->
          "real(" + real.value().significand() + "," + real.value().signExponent() + ")";
      case Operand.SymbolAddress symbol -> "&" + symbol.symbol() + plus(symbol.offset());
      case Operand.FrameAddress frame -> "&" + name(frame.object()) + plus(frame.offset());
    };
  }

  private static String name(FrameObject object) {
    String place = object.isArgument() ? "arg" + object.argumentOffset() : "frame";
    return object.name().isEmpty() ? "<" + place + ">" : "<" + place + " " + object.name() + ">";
  }

  private static String plus(int offset) {
    return offset == 0 ? "" : offset > 0 ? "+" + offset : Integer.toString(offset);
  }

  public static String of(Address address) {
    StringBuilder text = new StringBuilder("[").append(of(address.base()));
    address.index().ifPresent(index -> text.append(" + ").append(of(index)));
    if (address.scale() != 1) {
      text.append('*').append(address.scale());
    }
    return text.append(plus(address.offset())).append(']').toString();
  }

  private static String list(List<? extends Operand> operands) {
    StringBuilder text = new StringBuilder();
    for (Operand operand : operands) {
      text.append(text.isEmpty() ? "" : ", ").append(of(operand));
    }
    return text.toString();
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  public static String of(Operation operation) {
    return switch (operation) {
      case Operation.Copy copy -> of(copy.to()) + " = " + of(copy.from());
      case Operation.Binary binary ->
          of(binary.to()) + " = " + call(binary.operator(), binary.left(), binary.right());
      case Operation.Unary unary ->
          of(unary.to()) + " = " + call(unary.operator(), unary.operand());
      case Operation.Compare compare ->
          of(compare.to()) + " = " + call(compare.condition(), compare.left(), compare.right());
      case Operation.Extend extend ->
          of(extend.to()) + " = " + sign(extend.signed()) + extend.bits() + " " + of(extend.from());
      case Operation.Bits bits -> of(bits.to()) + " = " + call(bits.operator(), bits.operand());
      case Operation.AddressOf of -> of(of.to()) + " = address " + of(of.address());
      case Operation.Allocate allocate -> of(allocate.to()) + " = allocate " + of(allocate.bytes());
      case Operation.SaveStack save -> of(save.to()) + " = stack";
      case Operation.RestoreStack restore -> "stack = " + of(restore.from());
      case Operation.FrameValue frame ->
          of(frame.to()) + (frame.returnAddress() ? " = return address" : " = frame");
      case Operation.Incoming incoming -> of(incoming.to()) + " = incoming " + incoming.from();
      case Operation.BlockAddress block -> of(block.to()) + " = &&" + name(block.block());
      case Operation.Call call -> of(call);
      case Operation.Assembly assembly -> of(assembly);
      case Operation.MultiplyLong _,
          Operation.WideBinary _,
          Operation.WideNegate _,
          Operation.WideCompare _ ->
          wide(operation);
      case Operation.Load _,
          Operation.Store _,
          Operation.RealLoad _,
          Operation.RealStore _,
          Operation.CopyBlock _,
          Operation.ClearBlock _ ->
          memory(operation);
      case Operation.RealBinary _,
          Operation.RealUnary _,
          Operation.RealRound _,
          Operation.RealCompare _,
          Operation.RealFromInteger _,
          Operation.RealToInteger _ ->
          real(operation);
    };
  }

  private static String call(Enum<?> operator, Operand... operands) {
    return word(operator) + " " + list(List.of(operands));
  }

  private static String sign(boolean signed) {
    return signed ? "signed" : "unsigned";
  }

  private static String pair(Operand low, Operand high) {
    return of(high) + ":" + of(low);
  }

  private static String wide(Operation operation) {
    return switch (operation) {
      case Operation.MultiplyLong multiply ->
          pair(multiply.toLow(), multiply.toHigh())
              + " = multiply "
              + sign(multiply.signed())
              + " "
              + list(List.of(multiply.left(), multiply.right()));
      case Operation.WideBinary wide ->
          pair(wide.toLow(), wide.toHigh())
              + " = "
              + word(wide.operator())
              + " "
              + pair(wide.leftLow(), wide.leftHigh())
              + ", "
              + pair(wide.rightLow(), wide.rightHigh());
      case Operation.WideNegate wide ->
          pair(wide.toLow(), wide.toHigh()) + " = negate " + pair(wide.low(), wide.high());
      case Operation.WideCompare wide ->
          of(wide.to())
              + " = "
              + word(wide.condition())
              + " "
              + pair(wide.leftLow(), wide.leftHigh())
              + ", "
              + pair(wide.rightLow(), wide.rightHigh());
      default -> throw new IllegalStateException("not wide: " + operation);
    };
  }

  private static String memory(Operation operation) {
    return switch (operation) {
      case Operation.Load load ->
          of(load.to())
              + " = load"
              + load.bits()
              + (load.signed() ? "s " : " ")
              + volatility(load.isVolatile())
              + of(load.from());
      case Operation.Store store ->
          "store"
              + store.bits()
              + " "
              + volatility(store.isVolatile())
              + of(store.to())
              + ", "
              + of(store.value());
      case Operation.RealLoad load ->
          of(load.to()) + " = load " + word(load.format()) + " " + of(load.from());
      case Operation.RealStore store ->
          "store " + word(store.format()) + " " + of(store.to()) + ", " + of(store.value());
      case Operation.CopyBlock copy ->
          "copy "
              + copy.bytes()
              + " "
              + volatility(copy.isVolatile())
              + of(copy.to())
              + ", "
              + of(copy.from());
      case Operation.ClearBlock clear ->
          "clear " + clear.bytes() + " " + volatility(clear.isVolatile()) + of(clear.to());
      default -> throw new IllegalStateException("not of memory: " + operation);
    };
  }

  private static String volatility(boolean isVolatile) {
    return isVolatile ? "volatile " : "";
  }

  private static String real(Operation operation) {
    return switch (operation) {
      case Operation.RealBinary real ->
          of(real.to()) + " = " + call(real.operator(), real.left(), real.right());
      case Operation.RealUnary real ->
          of(real.to()) + " = " + call(real.operator(), real.operand());
      case Operation.RealRound real ->
          of(real.to()) + " = round " + word(real.format()) + " " + of(real.operand());
      case Operation.RealCompare real ->
          of(real.to()) + " = " + call(real.condition(), real.left(), real.right());
      case Operation.RealFromInteger from ->
          of(from.to())
              + " = real "
              + from.high().map(high -> pair(from.low(), high)).orElse(of(from.low()));
      case Operation.RealToInteger to ->
          to.toHigh().map(high -> pair(to.toLow(), high)).orElse(of(to.toLow()))
              + " = integer "
              + of(to.operand());
      default -> throw new IllegalStateException("not real: " + operation);
    };
  }

  private static String of(Operation.Call call) {
    StringBuilder text = new StringBuilder();
    if (!call.results().isEmpty()) {
      text.append(list(call.results())).append(" = ");
    }
    text.append("call ").append(of(call.callee())).append('(');
    String separator = "";
    for (Argument argument : call.arguments()) {
      text.append(separator).append(of(argument));
      separator = ", ";
    }
    return text.append(call.popped() > 0 ? ") pops " + call.popped() : ")").toString();
  }

  private static String of(Argument argument) {
    return switch (argument) {
      case Argument.Word word -> of(word.value());
      case Argument.InFormat real -> word(real.format()) + " " + of(real.value());
      case Argument.InRegister word -> word.register() + " " + of(word.value());
      case Argument.Block block -> block.size() + " bytes " + of(block.from());
    };
  }

  private static String of(Operation.Assembly assembly) {
    StringBuilder text = new StringBuilder("assembly \"" + assembly.source().template() + "\"");
    for (Operation.AssemblyOutput output : assembly.outputs()) {
      text.append(" \"").append(output.constraint().text()).append("\"=");
      text.append(output.address().map(IrText::of).orElse(list(output.register())));
    }
    for (Operation.AssemblyInput input : assembly.inputs()) {
      text.append(" \"").append(input.constraint().text()).append("\":");
      text.append(input.address().map(IrText::of).orElse(list(input.value())));
    }
    return text.toString();
  }

  public static String of(Terminator terminator) {
    return switch (terminator) {
      case Terminator.Jump jump -> "jump " + name(jump.to());
      case Terminator.Branch branch ->
          "if "
              + call(branch.condition(), branch.left(), branch.right())
              + ways(branch.then(), branch.otherwise());
      case Terminator.WideBranch branch ->
          "if "
              + word(branch.condition())
              + " "
              + pair(branch.leftLow(), branch.leftHigh())
              + ", "
              + pair(branch.rightLow(), branch.rightHigh())
              + ways(branch.then(), branch.otherwise());
      case Terminator.RealBranch branch ->
          "if "
              + call(branch.condition(), branch.left(), branch.right())
              + ways(branch.then(), branch.otherwise());
      case Terminator.Switch choice -> {
        StringBuilder text = new StringBuilder("switch ").append(of(choice.value()));
        for (Terminator.Case one : choice.cases()) {
          text.append(' ').append(one.first());
          text.append(one.last() == one.first() ? "" : ".." + one.last());
          text.append(" to ").append(name(one.to()));
        }
        yield text.append(" else ").append(name(choice.otherwise())).toString();
      }
      case Terminator.JumpComputed jump -> "jump to " + of(jump.address());
      case Terminator.AssemblyGoto jump -> of(jump.assembly()) + " next " + name(jump.next());
      case Terminator.Return back -> "return " + list(back.values());
      case Terminator.Unreachable _ -> "unreachable";
    };
  }

  private static String ways(BasicBlock then, BasicBlock otherwise) {
    return " then " + name(then) + " else " + name(otherwise);
  }
}

package cloister.cc.assemble;

import cloister.asm.encode.InstructionEncoder;
import cloister.asm.encode.InstructionSet;
import cloister.asm.encode.Site;
import cloister.asm.parse.Operand;
import cloister.asm.parse.Operand.Distance;
import cloister.asm.parse.Operand.Qualifiers;
import cloister.asm.parse.Prefix;
import cloister.asm.parse.Statement;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Base;
import cloister.asm.value.Evaluator;
import cloister.asm.value.Expression;
import cloister.asm.value.Scope;
import cloister.asm.value.Value;
import cloister.bits.Bytes;
import cloister.cc.code.CodeOperand;
import cloister.cc.code.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Encodes instructions with the assembler's encoder; symbols become fixups. */
final class InstructionBytes {
  private static final Qualifiers ANY = Qualifiers.NONE;

  /**
   * Between what is added to a symbol and the symbol, which may have any letters. In an address two
   * numbers would let NASM's rules exchange base and index.
   */
  private static final char PLUS = '+';

  private final InstructionSet set;
  private final Problems problems = new Problems();
  private final InstructionEncoder encoder;
  private final Map<String, Long> numbers = new TreeMap<>();
  private final Bytes scratch = new Bytes();
  private final List<Fixup> fixups = new ArrayList<>();
  private Site site;
  private Span span;

  InstructionBytes(InstructionSet set) {
    this.set = set;
    encoder = new InstructionEncoder(set, new Evaluator(new Symbols(), problems), problems);
    size(32);
  }

  Problems problems() {
    return problems;
  }

  /** 16 or 32. */
  void size(int bits) {
    site = new Site(bits, -1, 0, true, new Fields());
  }

  int bits() {
    return site.bits();
  }

  /** A symbol that is a number. */
  void define(String symbol, long number) {
    numbers.put(symbol, number);
  }

  Map<String, Long> numbers() {
    return numbers;
  }

  boolean knows(String mnemonic) {
    return set.names().contains(mnemonic);
  }

  /** Appends an instruction with its fixups to a fragment. */
  void append(Item.Instruction instruction, Span where, Fragment to) {
    span = where;
    scratch.clear();
    fixups.clear();
    encoder.encode(statement(instruction), site, scratch);
    sortPrefixes();
    int start = to.bytes.length();
    to.bytes.append(scratch);
    boolean loads = loads(instruction);
    for (Fixup fixup : fixups) {
      to.bytes.set(start + fixup.at(), 0, fixup.bytes());
      to.fixups.add(
          new Fixup(
              start + fixup.at(),
              fixup.bytes(),
              fixup.relative(),
              fixup.symbol(),
              fixup.minus(),
              fixup.addend(),
              loads ? Fixup.Origin.LOADING : Fixup.Origin.INSTRUCTION,
              fixup.at()));
    }
  }

  /** In GNU's order, which makes no difference to the processor. */
  private void sortPrefixes() {
    int count = 0;
    while (count < scratch.length() && rank(scratch.get(count)) > 0) {
      count++;
    }
    for (int i = 1; i < count; i++) {
      for (int j = i; j > 0 && rank(scratch.get(j - 1)) > rank(scratch.get(j)); j--) {
        int later = scratch.get(j - 1);
        scratch.set(j - 1, scratch.get(j), 1);
        scratch.set(j, later, 1);
      }
    }
  }

  /** Which prefix comes before which; 0 for what is none. */
  private static int rank(int octet) {
    return switch (octet & 0xFF) {
      case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65 -> 1;
      case 0x67 -> 2;
      case 0x66 -> 3;
      case 0xF2, 0xF3 -> 4;
      case 0xF0 -> 5;
      default -> 0;
    };
  }

  /** True for what the linker may turn into a shorter way to the symbol. */
  private static boolean loads(Item.Instruction instruction) {
    return switch (instruction.mnemonic()) {
      case "call", "jmp", "test" -> true;
      case "mov", "adc", "add", "and", "cmp", "or", "sbb", "sub", "xor" ->
          !instruction.operands().isEmpty()
              && instruction.operands().getFirst() instanceof CodeOperand.InRegister;
      default -> false;
    };
  }

  private Statement.Instruction statement(Item.Instruction instruction) {
    List<Prefix> prefixes = new ArrayList<>();
    int bits = immediateBits(instruction);
    for (String prefix : instruction.prefixes()) {
      if (bits == 0 || !prefix.equals("o" + bits)) {
        prefixes.add(Prefix.named(prefix).orElseThrow());
      }
    }
    List<Operand> operands = new ArrayList<>();
    for (CodeOperand operand : instruction.operands()) {
      operands.add(operand(operand));
    }
    if (bits != 0 && operands.getFirst() instanceof Operand.Immediate number) {
      Qualifiers size = new Qualifiers(bits, false, Distance.ANY);
      operands.set(0, new Operand.Immediate(number.value(), size, span));
    }
    return new Statement.Instruction(prefixes, instruction.mnemonic(), operands, span);
  }

  /** The size of a number or target that a prefix says, which then is the operand's own; or 0. */
  private static int immediateBits(Item.Instruction instruction) {
    boolean sized =
        switch (instruction.mnemonic()) {
          case "push", "call", "jmp" -> true;
          default -> false;
        };
    if (!sized || instruction.operands().size() != 1) {
      return 0;
    }
    boolean number =
        switch (instruction.operands().getFirst()) {
          case CodeOperand.Immediate _, CodeOperand.SymbolImmediate _, CodeOperand.Target _ -> true;
          default -> false;
        };
    if (!number) {
      return 0;
    }
    return instruction.prefixes().contains("o16")
        ? 16
        : instruction.prefixes().contains("o32") ? 32 : 0;
  }

  private Operand operand(CodeOperand operand) {
    return switch (operand) {
      case CodeOperand.InRegister in -> new Operand.InRegister(in.register(), false, span);
      case CodeOperand.Immediate immediate ->
          new Operand.Immediate(constant(immediate.value()), ANY, span);
      case CodeOperand.SymbolImmediate symbol -> new Operand.Immediate(number(symbol), ANY, span);
      case CodeOperand.Target target ->
          new Operand.Immediate(sum(target.symbol(), target.addend()), ANY, span);
      case CodeOperand.Memory memory -> memory(memory);
      case CodeOperand.FarPointer far ->
          new Operand.FarPointer(number(far.selector()), number(far.offset()), far.bits(), span);
    };
  }

  private Expression number(CodeOperand operand) {
    return switch (operand) {
      case CodeOperand.Immediate immediate -> constant(immediate.value());
      case CodeOperand.SymbolImmediate symbol -> {
        Expression sum = sum(symbol.symbol(), symbol.addend());
        yield symbol.minus().isEmpty()
            ? sum
            : new Expression.Binary("-", sum, symbol(symbol.minus(), 0), span);
      }
      default -> throw new IllegalStateException("no number: " + operand);
    };
  }

  private Operand memory(CodeOperand.Memory memory) {
    Expression address =
        memory.symbol().isEmpty()
            ? constant(memory.displacement())
            : symbol(memory.symbol(), memory.displacement());
    if (!memory.minus().isEmpty()) {
      address = new Expression.Binary("-", address, symbol(memory.minus(), 0), span);
    }
    if (memory.index().isPresent()) {
      Expression index =
          new Expression.Binary(
              "*",
              new Expression.Named(memory.index().get(), span),
              constant(memory.scale()),
              span);
      address = new Expression.Binary("+", index, address, span);
    }
    if (memory.base().isPresent()) {
      Expression base = new Expression.Named(memory.base().get(), span);
      address = new Expression.Binary("+", base, address, span);
    }
    boolean far = memory.bits() == CodeOperand.Memory.FAR;
    Qualifiers qualifiers =
        new Qualifiers(far ? 0 : memory.bits(), false, far ? Distance.FAR : Distance.ANY);
    return new Operand.Memory(address, qualifiers, 0, memory.segment(), true, span);
  }

  private Expression sum(String symbol, int addend) {
    Expression name = symbol(symbol, 0);
    return addend == 0 ? name : new Expression.Binary("+", name, constant(addend), span);
  }

  private Expression symbol(String symbol, int addend) {
    return new Expression.Symbol(Integer.toString(addend) + PLUS + symbol, span);
  }

  private Expression constant(long value) {
    return new Expression.Constant(value, span);
  }

  /** Every symbol that is no number is the linker's, or is resolved after layout. */
  private final class Symbols implements Scope {
    @Override
    public Value symbol(String name, Span place) {
      int plus = name.indexOf(PLUS);
      String symbol = name.substring(plus + 1);
      int addend = Integer.parseInt(name.substring(0, plus));
      Long number = numbers.get(symbol);
      return number != null
          ? Value.of(number + addend)
          : Value.of(new Base.External(symbol), addend);
    }

    @Override
    public Value here() {
      throw new IllegalStateException("the place itself is a label");
    }

    @Override
    public Value sectionStart() {
      throw new IllegalStateException("the section's start is a label");
    }
  }

  /** Takes note of the fields that symbols go to. */
  private final class Fields implements Site.Layout {
    @Override
    public long absolute(Value value) {
      return value.number();
    }

    @Override
    public void field(Value value, int at, int bytes, boolean relative) {
      String plus = "";
      String minus = "";
      for (Value.Term term : value.terms()) {
        if (term.base() instanceof Base.External external) {
          plus = term.factor() > 0 ? external.symbol() : plus;
          minus = term.factor() < 0 ? external.symbol() : minus;
        }
      }
      int addend = (int) value.number();
      Fixup.Origin origin = Fixup.Origin.INSTRUCTION;
      fixups.add(new Fixup(at, bytes, relative, plus, minus, addend, origin, at));
    }
  }
}

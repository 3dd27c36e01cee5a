package cloister.cc.generate.emit;

import cloister.asm.value.Register;
import cloister.cc.code.CodeOperand;
import cloister.cc.code.Item;
import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.OpcodeTable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Prints items as source for NASM. */
public final class NasmText {
  private static final List<String> KEYWORDS =
      List.of(
          "byte",
          "word",
          "dword",
          "qword",
          "tword",
          "oword",
          "ptr",
          "section",
          "segment",
          "global",
          "extern",
          "common",
          "bits",
          "org",
          "align",
          "db",
          "dw",
          "dd",
          "dq",
          "dt",
          "resb",
          "resw",
          "resd",
          "resq",
          "times",
          "equ",
          "rel",
          "abs",
          "near",
          "far",
          "short",
          "strict",
          "nosplit",
          "seg",
          "wrt",
          "lock",
          "rep",
          "repe",
          "repne",
          "to",
          "absolute",
          "default",
          "static");

  private final Set<String> reserved = new TreeSet<>(KEYWORDS);
  private final Set<String> defined = new TreeSet<>();
  private final Set<String> mentioned = new TreeSet<>();
  private final StringBuilder out = new StringBuilder();

  public NasmText() {
    for (Encoding row : new OpcodeTable().rows()) {
      reserved.add(row.names().at16());
      reserved.add(row.names().at32());
    }
  }

  public String print(List<Item> items) {
    items.forEach(this::print);
    StringBuilder head = new StringBuilder("        bits 32\n");
    mentioned.removeAll(defined);
    for (String symbol : mentioned) {
      head.append("        extern ").append(name(symbol)).append('\n');
    }
    return head.append(out).toString();
  }

  private void print(Item item) {
    switch (item) {
      case Item.Instruction instruction -> instruction(instruction);
      case Item.Label label -> {
        defined.add(label.name());
        out.append(name(label.name())).append(":\n");
      }
      case Item.Data data -> data(data.bytes());
      case Item.SymbolData data -> symbolData(data);
      case Item.Difference data ->
          line(
              (data.bytes() == 4 ? "dd " : data.bytes() == 2 ? "dw " : "db ")
                  + mention(data.symbol())
                  + " - "
                  + mention(data.minus())
                  + " + "
                  + data.addend());
      case Item.CodeSize size -> line("bits " + size.bits());
      case Item.SpaceTo space ->
          line(
              "times "
                  + mention(space.symbol())
                  + " - "
                  + mention(space.minus())
                  + " + "
                  + space.addend()
                  + " db "
                  + space.value());
      case Item.Origin origin ->
          line("times " + origin.offset() + " - ($ - $$) db " + origin.value());
      case Item.Space space -> line("times " + space.bytes() + " db " + space.value());
      case Item.Align align -> line("align " + align.boundary());
      case Item.Section section -> section(section);
      case Item.Visibility visibility -> visibility(visibility);
      case Item.SymbolInfo _, Item.Hidden _ -> {}
      case Item.Common common -> {
        defined.add(common.symbol());
        line("common " + name(common.symbol()) + " " + common.bytes() + ":" + common.alignment());
      }
      case Item.Equate equate -> equate(equate);
      case Item.Distance distance -> distance(distance);
      case Item.Position position ->
          out.append("; ")
              .append(position.span().file())
              .append(':')
              .append(position.span().line())
              .append('\n');
    }
  }

  private void line(String text) {
    out.append("        ").append(text).append('\n');
  }

  /** NASM takes a name that begins with a dot for a part of the one before. */
  private String name(String symbol) {
    if (symbol.startsWith(".L")) {
      return "L@" + symbol.substring(2);
    }
    boolean taken = reserved.contains(symbol) || Register.named(symbol).isPresent();
    return taken ? "$" + symbol : symbol;
  }

  private void section(Item.Section section) {
    boolean usual =
        section.equals(Item.Section.TEXT)
            || section.equals(Item.Section.DATA)
            || section.equals(Item.Section.READ_ONLY)
            || section.equals(Item.Section.BSS);
    StringBuilder text = new StringBuilder("section ").append(section.name());
    if (!usual) {
      text.append(section.noBits() ? " nobits" : " progbits");
      text.append(section.flags().indexOf('a') >= 0 ? " alloc" : " noalloc");
      text.append(section.flags().indexOf('x') >= 0 ? " exec" : " noexec");
      text.append(section.flags().indexOf('w') >= 0 ? " write" : " nowrite");
    }
    out.append('\n');
    line(text.toString());
  }

  private void visibility(Item.Visibility visibility) {
    switch (visibility.binding()) {
      case GLOBAL -> line("global " + name(visibility.symbol()));
      case WEAK -> line("weak " + name(visibility.symbol()));
      case LOCAL -> {}
    }
  }

  private void equate(Item.Equate equate) {
    defined.add(equate.symbol());
    String other = equate.other().isEmpty() ? "" : mention(equate.other()) + " + ";
    out.append(name(equate.symbol())).append(" equ ").append(other).append(equate.addend());
    out.append('\n');
  }

  private void distance(Item.Distance distance) {
    defined.add(distance.symbol());
    out.append(name(distance.symbol())).append(" equ ").append(mention(distance.to()));
    out.append(" - ").append(mention(distance.from())).append(" + ");
    out.append(distance.addend()).append('\n');
  }

  private void data(byte[] bytes) {
    for (int i = 0; i < bytes.length; i += 16) {
      StringBuilder text = new StringBuilder("db ");
      for (int k = i; k < Math.min(bytes.length, i + 16); k++) {
        text.append(k > i ? ", " : "").append(bytes[k] & 0xFF);
      }
      line(text.toString());
    }
  }

  private void symbolData(Item.SymbolData data) {
    String size = data.bytes() == 4 ? "dd " : data.bytes() == 2 ? "dw " : "db ";
    String text = size + mention(data.symbol()) + signed(data.addend());
    line(data.relative() ? text + " - $" : text);
  }

  private String mention(String symbol) {
    mentioned.add(symbol);
    return name(symbol);
  }

  private static String signed(long value) {
    return value == 0 ? "" : value < 0 ? " - " + -value : " + " + value;
  }

  private void instruction(Item.Instruction instruction) {
    StringBuilder text = new StringBuilder();
    instruction.prefixes().forEach(prefix -> text.append(prefix).append(' '));
    text.append(instruction.mnemonic());
    String separator = " ";
    for (CodeOperand operand : instruction.operands()) {
      text.append(separator).append(operand(operand));
      separator = ", ";
    }
    line(text.toString());
  }

  private String operand(CodeOperand operand) {
    return switch (operand) {
      case CodeOperand.InRegister register -> register.register().name();
      case CodeOperand.Immediate immediate -> Long.toString(immediate.value());
      case CodeOperand.SymbolImmediate symbol -> mention(symbol.symbol()) + signed(symbol.addend());
      case CodeOperand.Target target -> mention(target.symbol()) + signed(target.addend());
      case CodeOperand.Memory memory -> memory(memory);
      case CodeOperand.FarPointer pointer ->
          operand(pointer.selector()) + ":" + operand(pointer.offset());
    };
  }

  private String memory(CodeOperand.Memory memory) {
    StringBuilder text = new StringBuilder(size(memory.bits())).append('[');
    memory.segment().ifPresent(segment -> text.append(segment.name()).append(':'));
    String separator = "";
    if (!memory.symbol().isEmpty()) {
      text.append(mention(memory.symbol()));
      separator = "+";
    }
    if (memory.base().isPresent()) {
      text.append(separator).append(memory.base().get().name());
      separator = "+";
    }
    if (memory.index().isPresent()) {
      text.append(separator).append(memory.index().get().name());
      text.append(memory.scale() > 1 ? "*" + memory.scale() : "");
      separator = "+";
    }
    int displacement = memory.displacement();
    if (separator.isEmpty()) {
      text.append(displacement);
    } else if (displacement != 0) {
      text.append(displacement < 0 ? "-" : "+").append(Math.abs((long) displacement));
    }
    return text.append(']').toString();
  }

  private static String size(int bits) {
    return switch (bits) {
      case 8 -> "byte ";
      case 16 -> "word ";
      case 32 -> "dword ";
      case 64 -> "qword ";
      case 80 -> "tword ";
      default -> "";
    };
  }
}

package cloister.cpu.disasm;

import cloister.bits.Ascii;
import cloister.bits.Hex;
import cloister.cpu.decode.Decoder;
import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.decode.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Turns machine code into NASM's syntax. Assembled again at the same address, the text gives the
 * same bytes, or others that mean the same.
 */
public final class Disassembler {
  private final OpcodeTable table;

  public Disassembler(OpcodeTable table) {
    this.table = table;
  }

  /**
   * The instruction at an index of some code.
   *
   * @param address its offset in the code segment, from which branches are counted
   * @param bits 16 or 32
   */
  public Line disassemble(byte[] code, int at, int address, int bits) {
    return line(index -> code[at + index], code.length - at, address, bits);
  }

  /** The instruction at an address of some memory. */
  public Line disassemble(IntUnaryOperator memory, int at, int address, int bits) {
    return line(index -> memory.applyAsInt(at + index), Cursor.LONGEST, address, bits);
  }

  /** The same instruction as the processor's decoder has it, a {@link Slot}. */
  public int[] slot(byte[] code, int bits) {
    int[] slot = new int[Slot.STRIDE];
    new Decoder(table).decode(at -> at < code.length ? code[at] & 0xff : 0, bits == 32, slot, 0);
    return slot;
  }

  private Line line(IntUnaryOperator bytes, int available, int address, int bits) {
    Cursor cursor = new Cursor(bytes, available);
    Prefixes prefixes = Prefixes.read(cursor);
    boolean twoByte = cursor.peek() == 0x0F;
    if (twoByte) {
      cursor.next8();
    }
    int opcode = cursor.next8();
    if (twoByte && opcode == Encoding.ESCAPE >> 8) {
      opcode = Encoding.ESCAPE | cursor.next8();
    }
    Encoding row =
        table.withPrefix(table.find(twoByte, opcode, cursor.peek()), prefixes.ofOpcode());
    if (row == null) {
      return undefined(cursor, available);
    }
    prefixes.hide(row.prefix());
    OperandTexts texts = new OperandTexts(cursor, prefixes, row, opcode, address, bits);
    List<String> operands = texts.read();
    if (cursor.overrun() || !texts.valid()) {
      return undefined(cursor, available);
    }
    texts.hideWhatNamesShow();
    boolean compares = row.op() == Op.CMPS || row.op() == Op.SCAS;
    List<String> words = prefixes.words(bits, compares);
    return new Line(cursor.position(), words, texts.mnemonic(), operands, row.privileged());
  }

  private static Line undefined(Cursor cursor, int available) {
    int length = Math.clamp(cursor.position(), 1, Math.max(1, available));
    List<String> bytes = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      bytes.add("0x" + Ascii.lower(Hex.hex8(cursor.byteAt(i))));
    }
    return new Line(length, List.of(), "db", List.copyOf(bytes), false);
  }
}

package cloister.cpu.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecoderTest {
  private final OpcodeTable table = new OpcodeTable();
  private final Decoder decoder = new Decoder(table);
  private final int[] slot = new int[Slot.STRIDE];

  @Test
  void everyRowDecodesToItsOperation() {
    for (Encoding row : table.rows()) {
      int opcode = row.opcode() == 0x90 && row.op() == Op.XCHG ? 0x91 : row.opcode();
      int mod = row.operands().stream().anyMatch(Operand::mustBeMemory) ? 0 : 0xc0;
      int extension = Math.max(row.extension(), 0);
      int modRm = row.hasSecondByte() ? extension : mod | extension << 3;
      int[] bytes = row.twoByte() ? new int[] {0x0f, opcode, modRm} : new int[] {opcode, modRm};
      bytes = row.isThreeByte() ? new int[] {0x0f, 0x38, opcode & 0xff, modRm} : bytes;
      decode(true, withPrefix(row, bytes));
      assertEquals(row.op(), Slot.op(slot[Slot.OP]), row.names().at32() + " " + opcode);
    }
  }

  private static int[] withPrefix(Encoding row, int[] bytes) {
    IntStream prefix = row.prefix() == 0 ? IntStream.empty() : IntStream.of(row.prefix());
    return IntStream.concat(prefix, IntStream.of(bytes)).toArray();
  }

  @Test
  void prefixesMakeOtherInstructionsOfOneOpcode() {
    int[][] prefixes = {{}, {0x66}, {0xf3}, {0x66, 0xf3}, {0xf2}};
    int[] ops = {Op.VMPTRLD, Op.VMCLEAR, Op.VMXON, Op.VMXON, Op.UD};
    for (int i = 0; i < ops.length; i++) {
      IntStream code = IntStream.of(0x0f, 0xc7, 0x30);
      decode(true, IntStream.concat(IntStream.of(prefixes[i]), code).toArray());
      assertEquals(ops[i], Slot.op(slot[0]));
    }
    decode(true, 0x66, 0x0f, 0x01, 0xc1);
    assertEquals(Op.UD, Slot.op(slot[0]));
  }

  @Test
  void opcodesOfThreeBytesWantTheirPrefix() {
    assertEquals(5, decode(true, 0x66, 0x0f, 0x38, 0x80, 0x0b));
    assertEquals(Op.INVEPT, Slot.op(slot[0]));
    decode(true, 0x66, 0x0f, 0x38, 0x81, 0x0b);
    assertEquals(Op.INVVPID, Slot.op(slot[0]));
    int[][] undefined = {
      {0x0f, 0x38, 0x80, 0x0b},
      {0xf3, 0x0f, 0x38, 0x80, 0x0b},
      {0x66, 0xf2, 0x0f, 0x38, 0x81, 0x0b},
      {0x66, 0x0f, 0x38, 0x80, 0xcb},
      {0x66, 0x0f, 0x38, 0x82, 0x0b},
      {0x66, 0x0f, 0x38, 0x00, 0x0b},
    };
    for (int[] code : undefined) {
      decode(true, code);
      assertEquals(Op.UD, Slot.op(slot[0]));
    }
  }

  @Test
  void undefinedOpcodesSayWhy() {
    assertEquals(2, decode(true, 0x0f, 0x04));
    assertEquals(Op.UD, Slot.op(slot[0]));
    assertEquals(Decoder.BECAUSE_UNDEFINED, slot[Slot.C]);
    decode(true, 0x8d, 0xc0);
    assertEquals(Op.UD, Slot.op(slot[0]));
    assertEquals(Decoder.BECAUSE_OPERAND, slot[Slot.C]);
    decode(true, 0xf0, 0x01, 0xc0);
    assertEquals(Op.UD, Slot.op(slot[0]));
    assertEquals(Decoder.BECAUSE_LOCK, slot[Slot.C]);
  }

  @Test
  void lockGoesWithMemoryDestinationsOnly() {
    decode(true, 0xf0, 0x01, 0x00);
    assertEquals(Op.ADD, Slot.op(slot[0]));
    decode(true, 0xf0, 0x03, 0x00);
    assertEquals(Op.UD, Slot.op(slot[0]));
    decode(true, 0xf0, 0x39, 0x00);
    assertEquals(Op.UD, Slot.op(slot[0]));
    decode(true, 0xf0, 0x0f, 0xc7, 0x08);
    assertEquals(Op.CMPXCHG8B, Slot.op(slot[0]));
  }

  @Test
  void lengthsIncludePrefixesAddressAndImmediate() {
    assertEquals(1, decode(true, 0x90));
    assertEquals(2, decode(true, 0x89, 0xc3));
    assertEquals(5, decode(true, 0xb8, 1, 2, 3, 4));
    assertEquals(4, decode(true, 0x66, 0xb8, 1, 2));
    assertEquals(3, decode(false, 0xb8, 1, 2));
    assertEquals(6, decode(true, 0x8b, 0x05, 1, 2, 3, 4));
    assertEquals(7, decode(true, 0x8b, 0x04, 0x25, 1, 2, 3, 4));
    assertEquals(5, decode(true, 0x67, 0x8b, 0x06, 1, 2));
    assertEquals(11, decode(true, 0x26, 0x81, 0x84, 0x88, 1, 2, 3, 4, 5, 6, 7, 8) - 1);
    assertEquals(4, decode(true, 0xc8, 1, 0, 2));
    assertEquals(7, decode(true, 0x9a, 1, 2, 3, 4, 8, 0));
    assertEquals(5, decode(false, 0x9a, 1, 2, 8, 0));
  }

  @Test
  void instructionOfMoreThan15BytesIsTooLong() {
    int[] bytes = new int[20];
    java.util.Arrays.fill(bytes, 0x3e);
    bytes[14] = 0x90;
    assertEquals(15, decode(true, bytes));
    bytes[14] = 0x3e;
    bytes[15] = 0x90;
    assertEquals(Decoder.TOO_LONG, decode(true, bytes));
    bytes[10] = 0x05;
    assertEquals(15, decode(true, bytes));
    bytes[10] = 0x3e;
    bytes[11] = 0x05;
    assertEquals(Decoder.TOO_LONG, decode(true, bytes));
  }

  @Test
  void addressesOf32BitsHaveBaseIndexScaleAndSegment() {
    decode(true, 0x8b, 0x44, 0x8d, 0xfe);
    int ea = slot[Slot.EA];
    assertEquals(5, Slot.eaBase(ea));
    assertEquals(1, Slot.eaIndex(ea));
    assertEquals(2, Slot.eaScale(ea));
    assertEquals(2, Slot.eaSegment(ea), "EBP means SS");
    assertEquals(-2, slot[Slot.DISPLACEMENT]);
    decode(true, 0x8b, 0x04, 0x65, 1, 0, 0, 0);
    assertEquals(Slot.NO_REGISTER, Slot.eaBase(slot[Slot.EA]));
    assertEquals(Slot.NO_REGISTER, Slot.eaIndex(slot[Slot.EA]), "ESP is no index");
    assertEquals(3, Slot.eaSegment(slot[Slot.EA]), "no base means DS");
  }

  @Test
  void addressesOf16BitsAreThoseOfTheManual() {
    int[][] baseIndex = {{3, 6}, {3, 7}, {5, 6}, {5, 7}, {6, 8}, {7, 8}, {5, 8}, {3, 8}};
    int[] segments = {3, 3, 2, 2, 3, 3, 2, 3};
    for (int rm = 0; rm < 8; rm++) {
      decode(false, 0x8b, 0x40 | rm, 0x80);
      assertEquals(baseIndex[rm][0], Slot.eaBase(slot[Slot.EA]), "rm " + rm);
      assertEquals(baseIndex[rm][1], Slot.eaIndex(slot[Slot.EA]), "rm " + rm);
      assertEquals(segments[rm], Slot.eaSegment(slot[Slot.EA]), "rm " + rm);
      assertEquals(-128, slot[Slot.DISPLACEMENT]);
      assertFalse(Slot.eaAddress32(slot[Slot.EA]));
    }
    decode(false, 0x8b, 0x06, 0x34, 0x12);
    assertEquals(Slot.NO_REGISTER, Slot.eaBase(slot[Slot.EA]));
    assertEquals(0x1234, slot[Slot.DISPLACEMENT]);
  }

  @Test
  void lastSegmentPrefixWins() {
    decode(true, 0x64, 0x26, 0x8b, 0x00);
    assertEquals(0, Slot.eaSegment(slot[Slot.EA]));
    decode(true, 0x2e, 0xa4);
    assertEquals(1, Slot.eaSegment(slot[Slot.EA]), "source of MOVSB");
  }

  @Test
  void sizePrefixesDoNotAddUp() {
    decode(true, 0x66, 0x66, 0x89, 0xc3);
    assertEquals(1, Slot.size(slot[0]));
    decode(false, 0x66, 0x89, 0xc3);
    assertEquals(2, Slot.size(slot[0]));
    assertTrue(Slot.operand32(slot[0]));
  }

  private int decode(boolean code32, int... bytes) {
    CodeSource source = distance -> distance < bytes.length ? bytes[distance] : 0;
    return decoder.decode(source, code32, slot, 0);
  }
}

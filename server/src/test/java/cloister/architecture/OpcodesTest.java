package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.OpcodeTable;
import cloister.event.Exceptions;
import cloister.machine.Bare;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every row of the opcode table has somebody who executes it: a row that no instruction group knows
 * ends in an IllegalStateException, one that the decoder does not find in #UD.
 */
class OpcodesTest {
  private static final int CODE = 0x8000;
  private static final int OPERAND_SIZE_PREFIX = 0x66;

  /** ModR/M bytes without their reg field: a doubleword at an absolute address, and ECX. */
  private static final int[] FORMS = {0x05, 0xC1};

  /** LGDT, CR0.PE, a far jump, then flat data segments and a stack. */
  private static final String ENTER_PROTECTED_MODE =
      "0F01161F7C 0F20C0 0C01 0F22C0 66EA407C00000800";

  private static final String GDT_POINTER_AND_TABLE =
      "1700257C0000 0000000000000000 FFFF0000009ACF00 FFFF00000092CF00";

  private static final String LOAD_DATA_SEGMENTS = "66B81000 8ED8 8EC0 8ED0 BC00700000";

  @Test
  void everyRowIsDecodedAndExecuted() {
    TreeSet<String> undefined = new TreeSet<>();
    for (Encoding row : new OpcodeTable().rows()) {
      // RSM is for system management mode, which is not there, nor is VT-x.
      boolean absent = row.op() == Op.RSM || Op.group(row.op()) == Op.VMX;
      boolean wanted = row.op() == Op.UD || absent;
      if (isUndefinedInEveryForm(row) != wanted) {
        undefined.add(row.names().at32() + " " + Integer.toHexString(row.opcode()));
      }
    }
    assertEquals(new TreeSet<>(), undefined);
  }

  private static boolean isUndefinedInEveryForm(Encoding row) {
    boolean undefined = true;
    for (int form : FORMS) {
      undefined &= isUndefined(row, form, false);
      undefined &= isUndefined(row, form, true);
    }
    return undefined;
  }

  private static boolean isUndefined(Encoding row, int form, boolean word) {
    Bare board = inProtectedMode();
    Cpu cpu = board.cpu();
    write(board.memory(), CODE, instruction(row, form, word));
    cpu.setEip(CODE);
    cpu.run(1);
    return cpu.faultPending() && cpu.pendingVector() == Exceptions.UD;
  }

  private static byte[] instruction(Encoding row, int form, boolean word) {
    byte[] bytes = new byte[16];
    int length = 0;
    if (word) {
      bytes[length++] = OPERAND_SIZE_PREFIX;
    }
    if (row.twoByte()) {
      bytes[length++] = 0x0F;
    }
    if (row.isThreeByte()) {
      bytes[length++] = 0x38;
    }
    bytes[length++] = (byte) row.opcode();
    if (row.hasModRm()) {
      int reg = Math.max(row.extension(), 0);
      bytes[length++] = (byte) (row.hasSecondByte() ? reg : form | reg << 3);
      bytes[length + 1] = (byte) 0x90;
    }
    return bytes;
  }

  private static Bare inProtectedMode() {
    Bare board = new Bare(64 * 1024, List.of(), _ -> {});
    write(board.memory(), 0x7C00, bytes(ENTER_PROTECTED_MODE));
    write(board.memory(), 0x7C1F, bytes(GDT_POINTER_AND_TABLE));
    write(board.memory(), 0x7C40, bytes(LOAD_DATA_SEGMENTS));
    board.cpu().segments.setReal(Segments.CS, 0);
    board.cpu().setEip(0x7C00);
    board.cpu().run(10);
    return board;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static void write(Memory memory, int address, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      memory.write8(address + i, bytes[i]);
    }
  }

  @Test
  void theTestRunsInProtectedMode() {
    Cpu cpu = inProtectedMode().cpu();
    assertEquals(true, cpu.protectedMode());
    assertEquals(0x7C4F, cpu.eip());
    assertEquals(0x7000, cpu.general[4]);
  }
}

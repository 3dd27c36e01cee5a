package cloister.analysis;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The forms in which a row of the opcode table is run: operand sizes, places, operands. */
final class Forms {
  private static final int ABSOLUTE = 0x05;
  private static final int IN_ECX = 0xC1;
  private static final int OPERAND_SIZE_PREFIX = 0x66;

  private final Encoding row;
  private final List<Form> forms = new ArrayList<>();
  private final byte[] bytes = new byte[16];
  private int length;

  private Forms(Encoding row) {
    this.row = row;
  }

  static List<Form> of(Encoding row) {
    Forms all = new Forms(row);
    all.ofSize(4);
    if (dependsOnSize(row)) {
      all.ofSize(2);
    }
    return all.forms;
  }

  private static boolean dependsOnSize(Encoding row) {
    boolean depends = row.names().dependsOnSize();
    for (Operand operand : row.operands()) {
      depends |=
          switch (operand) {
            case Ev, Gv, Es, Iz, IbS, Jz, Ap, Mp, Ma, Ms, Ov, Zv, eAX, Sw, CS, SS, DS, ES, FS, GS ->
                true;
            default -> false;
          };
    }
    return depends || row.op() == Op.RET || row.op() == Op.RET_FAR;
  }

  private void ofSize(int unit) {
    for (int regField : regFields()) {
      for (Operands operands : Choices.of(row, unit, regField)) {
        if (!row.hasModRm()) {
          add(unit, regField, 0, operands);
        } else if (row.hasSecondByte()) {
          add(unit, regField, secondByte(), operands);
        } else {
          if (mayBeMemory()) {
            add(unit, regField, ABSOLUTE | regField << 3, operands);
          }
          if (!mustBeMemory()) {
            add(unit, regField, IN_ECX | regField << 3, operands);
          }
        }
      }
    }
  }

  /** The registers that the reg field names one after the other, where they differ in kind. */
  private int[] regFields() {
    if (row.operands().contains(Operand.Sw)) {
      return row.op() == Op.MOV_TO_SEGMENT
          ? new int[] {0, 2, 3, 4, 5}
          : new int[] {0, 1, 2, 3, 4, 5};
    }
    if (row.operands().contains(Operand.Cd)) {
      return new int[] {0, 2, 3, 4};
    }
    if (row.operands().contains(Operand.Dd)) {
      return new int[] {0, 1, 2, 3, 4, 5, 6, 7};
    }
    return new int[] {Math.max(row.extension(), 0) & 7};
  }

  private int secondByte() {
    return row.extension() + (row.operands().contains(Operand.STi) ? 1 : 0);
  }

  private boolean mayBeMemory() {
    boolean may = row.operands().isEmpty();
    for (Operand operand : row.operands()) {
      may |= operand.mayBeMemory();
    }
    return may;
  }

  private boolean mustBeMemory() {
    boolean must = false;
    for (Operand operand : row.operands()) {
      must |= operand.mustBeMemory();
    }
    return must;
  }

  private void add(int unit, int regField, int modRm, Operands operands) {
    length = 0;
    if (unit == 2) {
      put(OPERAND_SIZE_PREFIX);
    }
    if (row.prefix() != 0) {
      put(row.prefix());
    }
    if (row.twoByte()) {
      put(0x0F);
    }
    if (row.isThreeByte()) {
      put(Encoding.ESCAPE >> 8);
    }
    put(row.opcode() & 0xFF | (row.hasRegisterInOpcode() ? 1 : 0));
    if (row.hasModRm()) {
      put(modRm);
      if ((modRm & 0xC7) == ABSOLUTE) {
        put(Layout.DATA, 4);
      }
    }
    for (Operand operand : row.operands()) {
      immediate(operand, unit, operands);
    }
    forms.add(
        new Form(
            row,
            Arrays.copyOf(bytes, length),
            operands.registers(),
            operands.words(),
            operands.chosen(),
            operands.flags()));
  }

  private void immediate(Operand operand, int unit, Operands operands) {
    switch (operand) {
      case Ib, IbS -> put(operands.immediate);
      case Iw -> put(operands.immediate, 2);
      case Iz -> put(operands.immediate, unit);
      case Jb -> put(2);
      case Jz -> put(2, unit);
      case Ob, Ov -> put(Layout.DATA, 4);
      case Ap -> {
        put(Layout.HANDLER, unit);
        put(operands.selector, 2);
      }
      default -> {}
    }
  }

  private void put(int value, int count) {
    for (int i = 0; i < count; i++) {
      put(value >>> 8 * i);
    }
  }

  private void put(int value) {
    bytes[length++] = (byte) value;
  }
}

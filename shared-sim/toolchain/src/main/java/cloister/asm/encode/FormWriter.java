package cloister.asm.encode;

import cloister.asm.parse.Operand;
import cloister.asm.parse.Prefix;
import cloister.asm.parse.Prefix.Slot;
import cloister.asm.parse.Statement.Instruction;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.value.Register;
import cloister.asm.value.Value;
import cloister.bits.Bytes;
import cloister.cpu.decode.Encoding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one instruction in a chosen form: prefixes, opcode, ModR/M, displacement, immediates. */
final class FormWriter {
  private final Instruction instruction;
  private final Site site;
  private final Bytes out;
  private final Problems problems;
  private final int start;
  private final Map<Slot, Prefix> prefixes = new EnumMap<>(Slot.class);

  FormWriter(Instruction instruction, Site site, Bytes out, Problems problems) {
    this.instruction = instruction;
    this.site = site;
    this.out = out;
    this.problems = problems;
    start = out.length();
    for (Prefix prefix : instruction.prefixes()) {
      prefixes.put(prefix.slot(), prefix);
    }
    if (InstructionSet.waits(instruction.mnemonic())) {
      prefixes.put(Slot.WAIT, Prefix.WAIT);
    }
  }

  void prefixesAlone() {
    for (Slot slot : Slot.values()) {
      Prefix prefix = prefixes.get(slot);
      if (prefix != null && changesSize(prefix)) {
        out.add(prefix.code());
      }
    }
  }

  /** False when the form is a short branch whose target is too far, or not known to be near. */
  boolean reaches(Form form, List<Actual> operands) {
    if (!form.isShortOfTwo() || !form.isShort()) {
      return true;
    }
    Actual target = operands.getFirst();
    boolean forced =
        target.written() instanceof Operand.Immediate immediate
            && immediate.qualifiers().distance() == Operand.Distance.SHORT;
    if (forced || target.value().unknown()) {
      return true;
    }
    int length = 2 + prefixCount(form);
    long distance = target.value().number() - site.offset() - length;
    boolean sameSection = target.value().section() == site.section() && site.section() >= 0;
    return sameSection && distance == (byte) distance;
  }

  private int prefixCount(Form form) {
    int count = operandSizePrefix(form) ? 1 : 0;
    for (Prefix prefix : prefixes.values()) {
      count += prefix.slot() != Slot.OPERAND_SIZE && changesSize(prefix) ? 1 : 0;
    }
    return count;
  }

  void write(Form form, List<Actual> operands, int counterBits) {
    Optional<EffectiveAddress> address = Optional.empty();
    for (Actual operand : operands) {
      if (operand.written() instanceof Operand.Memory memory) {
        address = address(memory, operand);
        if (address.isEmpty()) {
          return;
        }
      }
    }
    int addressBits = address.map(EffectiveAddress::addressBits).orElse(form.addressSize());
    writePrefixes(form, counterBits > 0 ? counterBits : addressBits);
    writeOpcode(form, operands);
    writeModRm(form, operands, address);
    for (int i = 0; i < form.source().size(); i++) {
      writeTrailing(form, i, operands, address);
    }
  }

  private Optional<EffectiveAddress> address(Operand.Memory memory, Actual operand) {
    if (memory.segment().isPresent() && prefixes.containsKey(Slot.SEGMENT)) {
      problems.error(memory.span(), Complaint.conflictingPrefixes());
    }
    memory
        .segment()
        .ifPresent(register -> prefixes.put(Slot.SEGMENT, Prefix.ofSegment(register.number())));
    Prefix size = prefixes.get(Slot.ADDRESS_SIZE);
    int bits = size == null ? site.bits() : size == Prefix.A16 ? 16 : 32;
    Addressing addressing = new Addressing(memory, operand.value(), bits);
    Optional<EffectiveAddress> address = addressing.encode();
    if (address.isEmpty()) {
      problems.error(memory.span(), addressing.problem());
    } else if (size != null && address.get().addressBits() != bits) {
      problems.error(memory.span(), Complaint.addressSizesDiffer());
      return Optional.empty();
    }
    return address;
  }

  private void writePrefixes(Form form, int addressBits) {
    for (Slot slot : Slot.values()) {
      Prefix prefix = prefixes.get(slot);
      boolean written =
          switch (slot) {
            case WAIT, REPEAT, LOCK, SEGMENT -> prefix != null;
            case OPERAND_SIZE -> operandSizePrefix(form);
            case ADDRESS_SIZE ->
                addressBits != 0 && addressBits != site.bits()
                    || prefix != null && changesSize(prefix);
          };
      if (written) {
        out.add(prefix != null ? prefix.code() : slot == Slot.OPERAND_SIZE ? 0x66 : 0x67);
      }
    }
  }

  private boolean operandSizePrefix(Form form) {
    Prefix prefix = prefixes.get(Slot.OPERAND_SIZE);
    if (prefix != null) {
      return changesSize(prefix);
    }
    return form.operandSize() != 0 && form.operandSize() != site.bits();
  }

  /** False for a size prefix that names the current size: NASM leaves it out. */
  private boolean changesSize(Prefix prefix) {
    return switch (prefix) {
      case O16, A16 -> site.bits() != 16;
      case O32, A32 -> site.bits() != 32;
      default -> true;
    };
  }

  private void writeOpcode(Form form, List<Actual> operands) {
    if (form.row().prefix() != 0) {
      out.add(form.row().prefix());
    }
    if (form.row().twoByte()) {
      out.add(0x0F);
    }
    int register = 0;
    for (int i = 0; i < form.source().size(); i++) {
      switch (form.slot(i)) {
        case Zb, Zv -> register = registerOf(form, i, operands);
        default -> {}
      }
    }
    if (form.row().isThreeByte()) {
      out.add(Encoding.ESCAPE >> 8);
    }
    out.add(form.row().opcode() & 0xFF | register);
  }

  private void writeModRm(Form form, List<Actual> operands, Optional<EffectiveAddress> address) {
    if (!form.row().hasModRm()) {
      return;
    }
    if (form.row().hasSecondByte()) {
      out.add(form.row().extension() | stackRegister(form, operands));
      return;
    }
    int reg = Math.max(0, form.row().extension());
    int rm = 0;
    for (int i = 0; i < form.source().size(); i++) {
      switch (form.slot(i)) {
        case Gb, Gw, Gv, Gd, Sw, Cd, Dd -> reg = registerOf(form, i, operands);
        case Eb, Ew, Ev, Ed, Es, Rd -> rm = address.isPresent() ? 0 : registerOf(form, i, operands);
        default -> {}
      }
    }
    if (address.isEmpty()) {
      out.add(0xC0 | reg << 3 | rm);
      return;
    }
    EffectiveAddress memory = address.get();
    out.add(memory.modRm() | reg << 3);
    if (memory.sib() >= 0) {
      out.add(memory.sib());
    }
    field(memory.displacement(), memory.displacementBytes(), false);
    out.add(site.layout().absolute(memory.displacement()), memory.displacementBytes());
  }

  /** The number of the x87 register in the second byte, 0 where there is none. */
  private static int stackRegister(Form form, List<Actual> operands) {
    int index = form.row().operands().indexOf(cloister.cpu.decode.Operand.STi);
    if (index < 0) {
      return 0;
    }
    boolean implied = form.source().get(index) == Form.IMPLIED_ST1;
    return implied ? 1 : registerOf(form, index, operands);
  }

  private static int registerOf(Form form, int index, List<Actual> operands) {
    Actual operand = operands.get(form.source().get(index));
    Register register = ((Operand.InRegister) operand.written()).register();
    return register.number();
  }

  private void writeTrailing(
      Form form, int index, List<Actual> operands, Optional<EffectiveAddress> address) {
    int source = form.source().get(index);
    if (source == Form.IMPLIED_TEN) {
      out.add(10);
    }
    if (source < 0) {
      return;
    }
    Actual operand = operands.get(source);
    switch (form.slot(index)) {
      case Ib -> number(operand, 1);
      case IbS -> signedByte(operand, form.operandSize());
      case Iw -> number(operand, 2);
      case Iz -> number(operand, form.operandSize() / 8);
      case Jb -> branch(operand, 1);
      case Jz -> branch(operand, form.operandSize() / 8);
      case Ap -> far(operand, form.operandSize() / 8);
      case Ob, Ov -> {
        EffectiveAddress memory = address.orElseThrow();
        field(memory.displacement(), memory.addressBits() / 8, false);
        out.add(site.layout().absolute(memory.displacement()), memory.addressBits() / 8);
      }
      default -> {}
    }
  }

  private void number(Actual operand, int bytes) {
    field(operand.value(), bytes, false);
    long value = site.layout().absolute(operand.value());
    if (site.last() && !Truncation.harmless(value, bytes)) {
      problems.warn(operand.written().span(), Complaint.truncated(bytes));
    }
    out.add(value, bytes);
  }

  private void signedByte(Actual operand, int size) {
    long value = site.layout().absolute(operand.value());
    long seen = size == 16 ? (short) value : (int) value;
    if (site.last() && seen != (byte) seen) {
      problems.warn(operand.written().span(), Complaint.signExtended());
    }
    out.add(value, 1);
  }

  private void branch(Actual operand, int bytes) {
    int length = out.length() - start + bytes;
    Value target = operand.value();
    field(target, bytes, true);
    long distance = site.layout().absolute(target) - site.address() - length;
    if (bytes == 1 && site.last() && !target.unknown() && distance != (byte) distance) {
      problems.error(operand.written().span(), Complaint.tooFar(distance));
    }
    out.add(distance, bytes);
  }

  private void far(Actual operand, int bytes) {
    field(operand.value(), bytes, false);
    out.add(site.layout().absolute(operand.value()), bytes);
    field(operand.selector(), 2, false);
    out.add(site.layout().absolute(operand.selector()), 2);
  }

  private void field(Value value, int bytes, boolean relative) {
    if (!value.terms().isEmpty()) {
      site.layout().field(value, out.length(), bytes, relative);
    }
  }
}

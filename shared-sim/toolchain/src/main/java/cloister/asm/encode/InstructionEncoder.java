package cloister.asm.encode;

import cloister.asm.parse.Operand;
import cloister.asm.parse.Statement.Instruction;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.value.Evaluator;
import cloister.asm.value.Register;
import cloister.asm.value.Value;
import cloister.bits.Bytes;
import cloister.cpu.decode.Op;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns an instruction into bytes: evaluates its operands, chooses a form, writes it. */
public final class InstructionEncoder {
  private final InstructionSet set;
  private final Evaluator evaluator;
  private final Problems problems;

  public InstructionEncoder(InstructionSet set, Evaluator evaluator, Problems problems) {
    this.set = set;
    this.evaluator = evaluator;
    this.problems = problems;
  }

  /** Appends the instruction's bytes; none after reporting what is wrong with it. */
  public void encode(Instruction instruction, Site site, Bytes out) {
    FormWriter writer = new FormWriter(instruction, site, out, problems);
    if (instruction.mnemonic().isEmpty()) {
      writer.prefixesAlone();
      return;
    }
    Optional<List<Actual>> operands = operands(instruction);
    if (operands.isEmpty()) {
      return;
    }
    List<Form> forms = set.forms(instruction.mnemonic());
    List<Actual> actual = operands.get();
    int counter = counterBits(forms.getFirst(), actual);
    if (counter > 0) {
      actual = actual.subList(0, 1);
    }
    Optional<Form> form = choose(forms, actual, writer, site);
    if (form.isPresent()) {
      writer.write(form.get(), actual, counter);
    } else {
      problems.error(instruction.span(), mismatch(instruction, forms, actual, site));
    }
  }

  private Optional<List<Actual>> operands(Instruction instruction) {
    List<Actual> actual = new ArrayList<>();
    for (Operand operand : instruction.operands()) {
      Actual one = actual(operand);
      boolean immediate = operand instanceof Operand.Immediate;
      if (immediate && one.value().hasRegisters()) {
        problems.error(operand.span(), Complaint.registerInNumber());
        return Optional.empty();
      }
      if (immediate && !one.value().isAddress()) {
        problems.error(operand.span(), Complaint.notAnAddress());
        return Optional.empty();
      }
      actual.add(one);
    }
    return Optional.of(actual);
  }

  private Actual actual(Operand operand) {
    return switch (operand) {
      case Operand.InRegister _ -> new Actual(operand, Value.of(0), Value.of(0));
      case Operand.Immediate immediate ->
          new Actual(operand, evaluator.value(immediate.value()), Value.of(0));
      case Operand.Memory memory ->
          new Actual(operand, evaluator.value(memory.address()), Value.of(0));
      case Operand.FarPointer pointer ->
          new Actual(
              operand, evaluator.value(pointer.offset()), evaluator.value(pointer.selector()));
    };
  }

  /** LOOP may name the register that it counts with: 16 or 32, else 0. */
  private static int counterBits(Form form, List<Actual> operands) {
    int op = form.row().op();
    boolean loop = op == Op.LOOP || op == Op.LOOPE || op == Op.LOOPNE;
    if (!loop
        || operands.size() != 2
        || !(operands.get(1).written() instanceof Operand.InRegister in)) {
      return 0;
    }
    Register register = in.register();
    return register.number() == 1 && register.bits() >= 16 ? register.bits() : 0;
  }

  private static Optional<Form> choose(
      List<Form> forms, List<Actual> operands, FormWriter writer, Site site) {
    int lacking = 0;
    boolean several = false;
    for (Form form : forms) {
      Matcher matcher = new Matcher(form, operands, site.bits());
      Matcher.Fit fit = matcher.fit();
      if (fit == Matcher.Fit.YES && writer.reaches(form, operands)) {
        return Optional.of(form);
      }
      if (fit == Matcher.Fit.SIZE_MISSING) {
        several |= lacking != 0 && lacking != matcher.missingSize();
        lacking = matcher.missingSize();
      }
    }
    return lacking == 0 || several
        ? Optional.empty()
        : choose(forms, sized(operands, lacking), writer, site);
  }

  /** The operands with the only size that their memory can have. */
  private static List<Actual> sized(List<Actual> operands, int size) {
    List<Actual> sized = new ArrayList<>();
    for (Actual operand : operands) {
      sized.add(
          operand.written() instanceof Operand.Memory memory
              ? new Actual(memory.withSize(size), operand.value(), operand.selector())
              : operand);
    }
    return sized;
  }

  private static Message mismatch(
      Instruction instruction, List<Form> forms, List<Actual> operands, Site site) {
    Matcher.Fit best = Matcher.Fit.NO;
    for (Form form : forms) {
      Matcher.Fit fit = new Matcher(form, operands, site.bits()).fit();
      best = fit.ordinal() > best.ordinal() ? fit : best;
    }
    String mnemonic = instruction.mnemonic();
    if (best == Matcher.Fit.SIZE_MISSING) {
      return Complaint.sizeMissing(mnemonic);
    }
    if (operands.stream().filter(Actual::isMemory).count() > 1) {
      return Complaint.twoMemoryOperands(mnemonic);
    }
    if (loadsSegmentWithNumber(operands)) {
      return Complaint.segmentFromNumber(mnemonic);
    }
    String text = OperandText.of(instruction.operands());
    if (best == Matcher.Fit.SIZE_DIFFERS) {
      return Complaint.sizesDiffer(mnemonic, text);
    }
    return text.isEmpty()
        ? Complaint.operandsMissing(mnemonic)
        : Complaint.operandsRefused(mnemonic, text);
  }

  private static boolean loadsSegmentWithNumber(List<Actual> operands) {
    return operands.size() == 2
        && operands.getFirst().written() instanceof Operand.InRegister in
        && in.register().kind() == Register.Kind.SEGMENT
        && operands.getLast().written() instanceof Operand.Immediate;
  }
}

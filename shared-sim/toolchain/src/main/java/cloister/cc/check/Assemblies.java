package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.constant.StaticEvaluator;
import cloister.cc.check.constant.StaticValue;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.syntax.Statement;
import cloister.cc.tree.Constraint;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Label;
import cloister.cc.tree.Statement.Input;
import cloister.cc.tree.Statement.Output;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Inline assembly: operands, constraints and what the template names. */
final class Assemblies {
  private static final int MOST_OPERANDS = 30;

  private final Unit unit;

  Assemblies(Unit unit) {
    this.unit = unit;
  }

  cloister.cc.tree.Statement check(Statement.Assembly written) {
    Piece piece = new Piece(written);
    piece.operands();
    List<Label> labels = new ArrayList<>();
    for (String label : written.labels()) {
      labels.add(unit.body.orElseThrow().labels.use(label, written.span()));
    }
    if (written.outputs().size() + written.inputs().size() > MOST_OPERANDS) {
      unit.error(written.span(), "cc.type.asm.many");
    }
    written.clobbers().forEach(piece::clobber);
    if (written.extended()) {
      new AssemblyTemplate(unit, written).check();
    }
    boolean isVolatile = written.isVolatile() || piece.outputs.isEmpty();
    return new cloister.cc.tree.Statement.Assembly(
        written.template(),
        written.extended(),
        isVolatile,
        piece.outputs,
        piece.inputs,
        written.clobbers(),
        labels,
        written.labels(),
        written.span());
  }

  /** One piece of inline assembly, whose operands share the registers. */
  private final class Piece {
    private final Statement.Assembly written;
    private final List<Output> outputs = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private final List<Constraint> fitted = new ArrayList<>();
    private final boolean[] tied;
    private final int[] registers;
    private int outputRegisters;
    private int inputRegisters;
    private int earlyRegisters;

    Piece(Statement.Assembly written) {
      this.written = written;
      tied = new boolean[written.outputs().size()];
      registers = new int[tied.length];
    }

    void operands() {
      refuseNamesakes();
      List<Constraint> constraints = new ArrayList<>();
      for (Statement.Operand input : written.inputs()) {
        constraints.add(Constraint.of(matched(input.constraint(), written)));
      }
      for (int i = 0; i < constraints.size(); i++) {
        tie(constraints.get(i), written.inputs().get(i).span());
      }
      for (int i = 0; i < tied.length; i++) {
        output(written.outputs().get(i), tied[i]);
      }
      for (int i = 0; i < constraints.size(); i++) {
        input(written.inputs().get(i), constraints.get(i));
      }
      boolean alone =
          isAlone(outputRegisters) || isAlone(inputRegisters) && !written.inputs().isEmpty();
      if (alone) {
        unit.error(written.span(), "cc.type.asm.second");
      }
    }

    private void refuseNamesakes() {
      Set<String> names = new LinkedHashSet<>();
      for (List<Statement.Operand> operands : List.of(written.outputs(), written.inputs())) {
        for (Statement.Operand operand : operands) {
          if (operand.name().isPresent() && !names.add(operand.name().get())) {
            unit.error(operand.span(), "cc.type.asm.namesake", code("name", operand.name().get()));
          }
        }
      }
    }

    private static boolean isAlone(int registers) {
      return (registers & (Constraint.TOP | Constraint.SECOND)) == Constraint.SECOND;
    }

    /** Notes that an output's place has an input too. */
    private void tie(Constraint constraint, Span span) {
      int output = constraint.tied();
      if (output < 0 || output >= tied.length) {
        return;
      }
      if (tied[output] || written.outputs().get(output).constraint().startsWith("+")) {
        unit.error(span, "cc.type.asm.twice", code("constraint", constraint.text()));
      }
      tied[output] = true;
    }

    private void output(Statement.Operand operand, boolean shared) {
      Constraint constraint = Constraint.of(operand.constraint());
      fitted.add(constraint);
      Operand value = unit.expressions.operand(operand.value());
      if (!constraint.writes()) {
        unit.error(operand.span(), "cc.type.asm.output", code("constraint", constraint.text()));
        return;
      }
      if (!isKnown(constraint, operand.span())) {
        return;
      }
      Optional<Place> place =
          constraint.isMemory()
              ? unit.assignments.writable(value, operand.span())
              : unit.assignments.modifiable(value, operand.span());
      if (place.isEmpty() || Wrong.within(place.get().type().type())) {
        return;
      }
      fit(constraint, place.get(), shared, operand.span())
          .ifPresent(
              better -> {
                fitted.set(fitted.size() - 1, better);
                outputs.add(new Output(operand.name().orElse(""), better, place.get()));
                Type type = place.get().type().type();
                boolean pair = type.isScalar() && kind(type) == 2;
                claimOutput(better, pair, operand.span());
              });
    }

    private Optional<Constraint> fit(
        Constraint constraint, Place place, boolean shared, Span span) {
      Type type = place.type().type();
      if (constraint.isCondition()) {
        boolean fits = type.isInteger() && type.size() <= 4 && !shared;
        return fits ? Optional.of(constraint) : reportType(type, constraint, span);
      }
      if (constraint.isMemory()) {
        return inMemory(constraint, place, shared, span);
      }
      if (!type.isScalar()) {
        return reportType(type, constraint, span);
      }
      if (type.isFloating()) {
        if (constraint.has("tu")) {
          return Optional.of(constraint.with(constraint.has("t") ? "t" : "u"));
        }
        return constraint.takesMemory()
            ? inMemory(constraint.with("m"), place, shared, span)
            : reportType(type, constraint, span);
      }
      if (constraint.takesGeneral()) {
        return Optional.of(
            shared ? constraint.with(constraint.needsByte() ? "q" : "r") : constraint);
      }
      if (constraint.registers() != 0) {
        boolean fits = type.size() <= 4 || constraint.isPair();
        return fits ? Optional.of(constraint) : reportType(type, constraint, span);
      }
      return constraint.takesMemory()
          ? inMemory(constraint.with("m"), place, shared, span)
          : reportType(type, constraint, span);
    }

    private Optional<Constraint> inMemory(
        Constraint constraint, Place place, boolean shared, Span span) {
      if (Operands.isBitField(place) || shared) {
        String id = shared ? "cc.type.asm.match" : "cc.type.asm.memory";
        unit.error(span, id, code("constraint", constraint.text()));
        return Optional.empty();
      }
      Operands.markAddressed(place);
      return Optional.of(constraint);
    }

    private <T> Optional<T> reportType(Type type, Constraint constraint, Span span) {
      unit.error(
          span,
          "cc.type.asm.type",
          code("type", TypeText.of(type)),
          code("constraint", constraint.text()));
      return Optional.empty();
    }

    private static int registers(Constraint constraint, boolean pair) {
      if (constraint.takesReal() && !constraint.takesGeneral() && constraint.registers() == 0) {
        return constraint.has("t") ? Constraint.TOP : Constraint.SECOND;
      }
      int all = constraint.registers();
      return pair ? all : all & -all;
    }

    private void claimOutput(Constraint constraint, boolean pair, Span span) {
      if (constraint.isCondition()) {
        return;
      }
      int claimed = registers(constraint, pair);
      if ((outputRegisters & claimed) != 0) {
        unit.error(span, "cc.type.asm.twice", code("constraint", constraint.text()));
      }
      registers[fitted.size() - 1] = claimed;
      outputRegisters |= claimed;
      earlyRegisters |= constraint.early() ? claimed : 0;
      inputRegisters |= constraint.readsToo() ? claimed : 0;
    }

    private void claimInput(int claimed, int early, Constraint constraint, Span span) {
      if (((inputRegisters | early) & claimed) != 0) {
        unit.error(span, "cc.type.asm.twice", code("constraint", constraint.text()));
      }
      inputRegisters |= claimed;
    }

    private void input(Statement.Operand operand, Constraint constraint) {
      Operand value = unit.expressions.operand(operand.value());
      Span span = operand.span();
      if (Wrong.within(value.type().type())) {
        return;
      }
      if (constraint.writes()) {
        unit.error(span, "cc.type.asm.input", code("constraint", constraint.text()));
        return;
      }
      if (!isKnown(constraint, span)) {
        return;
      }
      String name = operand.name().orElse("");
      if (constraint.tied() >= 0) {
        matching(unit.operands.value(value), name, constraint, span);
      } else if (constraint.isMemory()) {
        memory(value, name, constraint, span);
      } else {
        value(value, name, constraint, span);
      }
    }

    private void matching(Expression value, String name, Constraint constraint, Span span) {
      int number = constraint.tied();
      if (number >= written.outputs().size()) {
        unit.error(span, "cc.type.asm.match", code("constraint", constraint.text()));
        return;
      }
      if (number >= outputs.size()) {
        return;
      }
      Type other = outputs.get(number).place().type().type();
      boolean integers = value.type() instanceof IntegerType && other instanceof IntegerType;
      if (!value.type().isScalar() || kind(value.type()) != kind(other) && !integers) {
        reportType(value.type(), constraint, span);
        return;
      }
      claimInput(registers[number], 0, constraint, span);
      boolean differ = kind(value.type()) != kind(other);
      Expression whole = differ ? unit.conversions.convert(value, other) : value;
      inputs.add(new Input(name, Constraint.of(Integer.toString(number)), false, whole));
    }

    private static int kind(Type type) {
      return type.isFloating() ? 0 : type.size() > 4 ? 2 : 1;
    }

    private void memory(Operand operand, String name, Constraint constraint, Span span) {
      if (operand instanceof Operand.Located located && !Operands.isBitField(located.place())) {
        Operands.markAddressed(located.place());
        Expression address = Operands.address(located.place());
        inputs.add(new Input(name, constraint.with("m"), true, address));
      } else {
        unit.error(span, "cc.type.asm.memory", code("constraint", constraint.text()));
      }
    }

    private void value(Operand operand, String name, Constraint constraint, Span span) {
      Expression value = unit.operands.value(operand);
      Type type = value.type();
      if (!type.isScalar()) {
        reportType(type, constraint, span);
      } else if (type.isFloating() && !constraint.takesReal()) {
        if (constraint.takesMemory()) {
          memory(operand, name, constraint, span);
        } else {
          reportType(type, constraint, span);
        }
      } else if (type.isFloating()) {
        Constraint real = constraint.with(realRegister(constraint));
        claimInput(registers(real, false), earlyRegisters, constraint, span);
        inputs.add(new Input(name, real, false, value));
      } else {
        word(operand, value, name, constraint, span);
      }
    }

    private void word(
        Operand operand, Expression value, String name, Constraint constraint, Span span) {
      boolean pair = value.type().size() > 4;
      if (constraint.takesGeneral()) {
        inputs.add(new Input(name, constraint, false, value));
      } else if (constraint.takesImmediate() && isConstant(constraint, value)) {
        inputs.add(new Input(name, constraint.with("i"), false, value));
      } else if (constraint.registers() != 0) {
        if (pair && !constraint.isPair()) {
          reportType(value.type(), constraint, span);
          return;
        }
        claimInput(registers(constraint, pair), earlyRegisters, constraint, span);
        inputs.add(new Input(name, constraint, false, value));
      } else if (constraint.takesMemory()) {
        memory(operand, name, constraint, span);
      } else if (constraint.takesImmediate()) {
        unit.error(span, "cc.type.asm.immediate", code("constraint", constraint.text()));
      } else if (constraint.has("p")) {
        inputs.add(new Input(name, constraint, false, value));
      } else {
        reportType(value.type(), constraint, span);
      }
    }

    private static boolean isConstant(Constraint constraint, Expression value) {
      return StaticEvaluator.value(value)
          .filter(
              known ->
                  known instanceof StaticValue.Whole(long number)
                      ? constraint.allows(number)
                      : constraint.allowsAddress())
          .isPresent();
    }

    /** An operand that may be anywhere on the x87's stack takes the first place that is free. */
    private String realRegister(Constraint constraint) {
      if (constraint.has("tu")) {
        return constraint.has("t") ? "t" : "u";
      }
      int others = inputRegisters;
      for (Statement.Operand input : written.inputs()) {
        Constraint other = Constraint.of(matched(input.constraint(), written));
        int number = other.tied();
        if (number >= 0 && number < registers.length) {
          others |= registers[number];
        } else if (other.has("tu")) {
          others |= registers(other, false);
        }
      }
      return (others & Constraint.TOP) == 0 ? "t" : "u";
    }

    private boolean isKnown(Constraint constraint, Span span) {
      String unknown = constraint.unknown();
      if (unknown.isEmpty()) {
        return true;
      }
      unit.error(
          span,
          "cc.type.asm.letter",
          code("letter", unknown),
          code("constraint", constraint.text()));
      return false;
    }

    private void clobber(String name) {
      String bare = name.startsWith("%") ? name.substring(1) : name;
      int register = Clobbers.register(bare);
      if (register == Clobbers.UNKNOWN) {
        unit.error(written.span(), "cc.type.asm.clobber", code("name", name));
      } else if (register == Clobbers.FRAME) {
        unit.error(written.span(), "cc.type.asm.frame", code("name", name));
      } else if (((outputRegisters | inputRegisters) & register) != 0) {
        unit.error(written.span(), "cc.type.asm.twice", code("constraint", name));
      }
    }
  }

  /** A constraint that names an output in brackets stands for its number. */
  private static String matched(String constraint, Statement.Assembly all) {
    for (int i = 0; i < all.outputs().size(); i++) {
      String name = all.outputs().get(i).name().orElse("");
      if (constraint.equals("[" + name + "]")) {
        return Integer.toString(i);
      }
    }
    return constraint;
  }
}

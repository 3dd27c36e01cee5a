package cloister.cc.generate.select;

import cloister.cc.generate.machine.JumpTable;
import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineOperand.Goal;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.ir.Terminator;
import cloister.cc.ir.Terminator.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A switch: tables of addresses where cases lie close together, binary search between them. */
final class Switches {
  private static final int FEWEST_FOR_TABLE = 5;
  private static final int FEW = 3;
  private static final int LONGEST = 1024;
  private static final long LOW = 0xFFFF_FFFFL;

  private final Selection selection;
  private final Terminator.Switch source;
  private final MachineBlock otherwise;
  private final Reg value;

  Switches(Selection selection, Terminator.Switch source) {
    this.selection = selection;
    this.source = source;
    value = selection.register(source.value());
    otherwise = selection.blockOf(source.otherwise());
  }

  void select() {
    search(groups());
  }

  /** Neighbouring cases of which at least two in five numbers are one make a group. */
  private List<List<Case>> groups() {
    List<List<Case>> groups = new ArrayList<>();
    List<Case> cases = source.cases();
    int first = 0;
    while (first < cases.size()) {
      int last = first;
      for (int i = first; i < cases.size() && span(cases, first, i) <= LONGEST; i++) {
        if (isDense(cases, first, i)) {
          last = i;
        }
      }
      if (last - first + 1 < FEWEST_FOR_TABLE) {
        last = first;
      }
      groups.add(cases.subList(first, last + 1));
      first = last + 1;
    }
    return groups;
  }

  private static boolean isDense(List<Case> cases, int first, int last) {
    long span = span(cases, first, last);
    return span > 0 && span <= LONGEST && span * 2 <= 5L * (last - first + 1);
  }

  private static long span(List<Case> cases, int first, int last) {
    return (cases.get(last).last() & LOW) - (cases.get(first).first() & LOW) + 1 & LOW;
  }

  private void search(List<List<Case>> groups) {
    if (groups.size() <= FEW) {
      for (List<Case> group : groups) {
        only(group);
      }
      jump("jmp", otherwise);
      return;
    }
    int middle = groups.size() / 2;
    MachineBlock upper = selection.newBlock();
    MachineBlock lower = selection.newBlock();
    selection.emit("cmp", value, new Number(groups.get(middle).getFirst().first()));
    jump(source.signed() ? "jge" : "jae", upper);
    jump("jmp", lower);
    enter(lower);
    search(groups.subList(0, middle));
    enter(upper);
    search(groups.subList(middle, groups.size()));
  }

  private void enter(MachineBlock block) {
    selection.function.blocks().add(block);
    selection.enter(block);
  }

  /** Goes on in a new block when the value is in none of these cases. */
  private void only(List<Case> group) {
    if (group.size() > 1) {
      table(group);
      return;
    }
    Case single = group.getFirst();
    MachineBlock goal = selection.blockOf(single.to());
    int width = single.last() - single.first();
    if (width == 0) {
      compare(value, single.first());
      jump("je", goal);
    } else {
      compare(distance(single.first()), width);
      jump("jbe", goal);
    }
  }

  private void compare(Reg register, int number) {
    if (number == 0) {
      selection.emit("test", register, register);
    } else {
      selection.emit("cmp", register, new Number(number));
    }
  }

  private Reg distance(int from) {
    if (from == 0) {
      return value;
    }
    Reg distance = selection.newRegister();
    selection.emit("lea", distance, Memory.based(0, value.number(), -from));
    return distance;
  }

  private void table(List<Case> group) {
    int first = group.getFirst().first();
    int last = group.getLast().last();
    Reg index = distance(first);
    MachineBlock inside = selection.newBlock();
    MachineBlock outside = selection.newBlock();
    selection.emit("cmp", index, new Number(last - first));
    jump("ja", outside);
    jump("jmp", inside);
    enter(inside);
    List<MachineBlock> goals = new ArrayList<>();
    int number = first;
    for (Case each : group) {
      while (number != each.first()) {
        goals.add(otherwise);
        number++;
      }
      for (; number != each.last() + 1; number++) {
        goals.add(selection.blockOf(each.to()));
      }
    }
    String label = selection.labels.next();
    selection.table(new JumpTable(label, goals));
    selection.emit("jmp", new Memory(32, Optional.empty(), -1, index.number(), 4, 0, label));
    goals.forEach(selection.block()::goesTo);
    enter(outside);
  }

  private void jump(String mnemonic, MachineBlock goal) {
    selection.emit(mnemonic, new Goal(goal.label()));
    selection.block().goesTo(goal);
  }
}

package cloister.world.trap;

import cloister.cpu.Cpu;
import cloister.cpu.core.Rights;
import cloister.cpu.seg.Selector;
import cloister.world.table.Descriptor;
import cloister.world.table.DescriptorTable;
import cloister.world.table.TaskState;
import cloister.world.table.TaskState.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * A task-state segment after a switch: the one that was left, or the one that was entered.
 *
 * @param busy bit of its descriptor
 */
public record Task(int selector, boolean entered, TaskState state, boolean busy) {
  static Task of(Cpu cpu, int selector, boolean entered) {
    DescriptorTable table = new DescriptorTable(cpu.linear(), cpu.gdtBase(), cpu.gdtLimit());
    Descriptor task = table.entry(Selector.offset(selector) / Descriptor.SIZE);
    TaskState state = new TaskState(cpu.linear(), task.base(), task.limit(), task.wide());
    boolean busy = (task.high() & Rights.READABLE_OR_WRITABLE) != 0;
    return new Task(selector, entered, state, busy);
  }

  /** The fields that it has. */
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (Field field : Field.values()) {
      if (state.has(field)) {
        fields.add(field);
      }
    }
    return fields;
  }

  /** True for what the switch has saved here, or loaded from here (SDM 3, 8.3). */
  public boolean moved(Field field) {
    boolean saved = field.compareTo(Field.EIP) >= 0 && field.compareTo(Field.GS) <= 0;
    return saved || entered && (field == Field.CR3 || field == Field.LDT);
  }
}

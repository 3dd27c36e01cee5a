package cloister.world.view;

import cloister.codec.Json;
import cloister.cpu.core.Segments;
import cloister.world.table.Descriptor;
import cloister.world.table.DescriptorTable;
import cloister.world.table.TaskState;
import cloister.world.timeline.Registers;
import java.util.ArrayList;
import java.util.List;

/** GDT, IDT and the task-state segment as they lie in memory. */
final class TablesView {
  private final Scene scene;
  private final DescriptorViews descriptors;

  TablesView(Scene scene, DescriptorViews descriptors) {
    this.scene = scene;
    this.descriptors = descriptors;
  }

  Json json() {
    return Json.object()
        .put("gdt", table(scene.gdt(), segments()))
        .put("idt", table(scene.idt(), gates()))
        .put("tss", task())
        .build();
  }

  private static Json table(DescriptorTable table, List<Json> entries) {
    return Json.object()
        .putUnsigned("base", table.base())
        .putUnsigned("limit", table.limit())
        .put("entries", entries)
        .build();
  }

  private List<Json> segments() {
    List<Json> entries = new ArrayList<>();
    int count = scene.hasGdt() ? Math.min(DescriptorViews.MOST_SEGMENTS, scene.gdt().count()) : 0;
    for (int index = 0; index < count; index++) {
      entries.add(descriptors.of(scene, false, index));
    }
    return entries;
  }

  private List<Json> gates() {
    List<Json> entries = new ArrayList<>();
    int count = scene.hasIdt() ? Math.min(DescriptorViews.MOST_GATES, scene.idt().count()) : 0;
    for (int index = 0; index < count; index++) {
      if (scene.idt().entry(index).kind() != Descriptor.Kind.EMPTY) {
        entries.add(descriptors.of(scene, true, index));
      }
    }
    return entries;
  }

  private Json task() {
    Segments segments = scene.cpu().segments;
    if (segments.selector[Segments.TR] == 0) {
      return Json.NULL;
    }
    Registers before = scene.world().timeline().before();
    boolean same = before.selector(Segments.TR) == segments.selector[Segments.TR];
    TaskState state = TaskState.current(scene.cpu().linear(), segments);
    List<Json> fields = new ArrayList<>();
    for (TaskState.Field field : TaskState.Field.values()) {
      if (state.has(field)) {
        int value = state.read(field);
        boolean changed = same && value != before.task(field);
        fields.add(
            Json.object()
                .put("name", state.name(field))
                .put("offset", state.offset(field))
                .putUnsigned("value", value)
                .put("changed", changed)
                .build());
      }
    }
    return Json.object()
        .putUnsigned("base", state.base())
        .putUnsigned("limit", state.limit())
        .put("fields", fields)
        .build();
  }
}

package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;
import cloister.cpu.vmx.VmcsField.Area;
import java.util.ArrayList;
import java.util.List;

/** A VMCS as a page shows it: its areas with the fields that are in use. */
final class VmcsView {
  private VmcsView() {}

  static Json json(Vmcs vmcs) {
    List<Json> areas = new ArrayList<>();
    for (Area area : Area.values()) {
      List<Json> fields = new ArrayList<>();
      for (VmcsField field : VmcsField.values()) {
        if (field.area() == area && (isUsed(vmcs, field) || area == Area.EXIT)) {
          fields.add(field(vmcs, field));
        }
      }
      areas.add(Json.object().put("area", area.id()).put("fields", fields).build());
    }
    return Json.object().put("areas", areas).build().get("areas");
  }

  private static boolean isUsed(Vmcs vmcs, VmcsField field) {
    return (vmcs.get(field) | vmcs.high(field)) != 0;
  }

  private static Json field(Vmcs vmcs, VmcsField field) {
    return Json.object()
        .put("encoding", Hex.hex16(field.encoding()))
        .put("name", field.text())
        .put("value", VmcsCells.value(vmcs, field))
        .build();
  }
}

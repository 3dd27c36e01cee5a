package cloister.hypervisor;

import cloister.codec.Json;

/**
 * Bytes that a hypervisor holds for a guest, beside the guest's own memory.
 *
 * @param shadow tables that the processor uses in place of the guest's
 * @param translations of its kernel's code
 * @param vmcs the region that the processor keeps its state in
 * @param ept tables behind its own
 */
public record Held(int shadow, int translations, int vmcs, int ept) {
  public static final Held NOTHING = new Held(0, 0, 0, 0);

  public int bytes() {
    return shadow + translations + vmcs + ept;
  }

  public Json toJson() {
    return Json.object()
        .put("shadow", shadow)
        .put("translations", translations)
        .put("vmcs", vmcs)
        .put("ept", ept)
        .build();
  }
}
